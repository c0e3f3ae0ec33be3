/*
 * The file that fitAsync starts a worker from. It is no entry to import: bundlers and Node find it by
 * its address.
 */
import type { Question, Reply, WorkerAnswer } from './worker/messages.ts';
import { nodeThreads } from './worker/node-threads.ts';
import { server } from './worker/serve.ts';

interface Scope {
  readonly postMessage: (message: unknown, transfer: readonly ArrayBuffer[]) => void;
  readonly addEventListener: (type: 'message', listener: (event: MessageEvent) => void) => void;
}

const scope = globalThis as unknown as Scope;
const port = nodeThreads()?.parentPort ?? null;
const serve = server();

/** A Hessian moves; what is smaller is copied. */
const buffersOf = (answer: WorkerAnswer): ArrayBuffer[] =>
  typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'dense'
    ? [answer.data.buffer as ArrayBuffer]
    : [];

const post = (reply: Reply | 'ready', transfer: ArrayBuffer[] = []): void => {
  if (port === null) scope.postMessage(reply, transfer);
  else port.postMessage(reply, transfer);
};

const take = (question: Question): void => {
  const reply = serve(question);
  post(reply, 'answer' in reply ? buffersOf(reply.answer) : []);
};

if (port === null) scope.addEventListener('message', (event) => take(event.data as Question));
else port.on('message', take);
post('ready');

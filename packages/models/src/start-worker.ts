import type { Question, Reply } from './worker/messages.ts';
import { nodeThreads } from './worker/node-threads.ts';
import type { Call } from './worker/remote-objective.ts';

/** A worker that is up. */
export interface FitWorker {
  /** Puts one question at a time; rejects with the worker's own error, or where it came to an end. */
  readonly call: (question: Question, transfer?: ArrayBuffer[]) => ReturnType<Call>;
  /** Reads of the data so far. */
  readonly passes: () => number;
  /** Whether it has come to an end. */
  readonly isOver: () => boolean;
  /** Whether the process waits for it before it exits: at first so. */
  readonly hold: (on: boolean) => void;
  readonly stop: () => void;
}

/** What browsers and Node have in common. */
interface Thread {
  readonly post: (message: Question, transfer: ArrayBuffer[]) => void;
  readonly listen: (message: (reply: Reply) => void, end: (why: string) => void) => void;
  readonly hold: (on: boolean) => void;
  readonly stop: () => void;
}

/** Bundlers find the worker by exactly this expression, and put its file where the page can load it. */
const webThread = (): Thread => {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    listen: (message, end) => {
      worker.addEventListener('message', (event) => message(event.data as Reply));
      worker.addEventListener('error', (event) => {
        // What a test runner or a page logs as uncaught is dealt with here.
        event.preventDefault();
        end(event.message || 'its file is missing or blocked');
      });
      worker.addEventListener('messageerror', () => end('a message could not be read'));
    },
    hold: () => {},
    stop: () => worker.terminate(),
  };
};

/** Out of sight of bundlers: what they build for Node has this file or makes its fits without. */
const FILE = './worker.ts';
const HERE = import.meta.url;

const nodeThread = (NodeWorker: NonNullable<ReturnType<typeof nodeThreads>>['Worker']): Thread => {
  const worker = new NodeWorker(new URL(FILE, HERE));
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    listen: (message, end) => {
      worker.on('message', message);
      worker.on('error', (error: Error) => end(error.message));
      worker.on('messageerror', () => end('a message could not be read'));
      worker.on('exit', (code: number) => end(`it ended with code ${code}`));
    },
    hold: (on) => (on ? worker.ref() : worker.unref()),
    stop: () => worker.terminate(),
  };
};

const newThread = (): Thread => {
  if (typeof Worker === 'function') return webThread();
  const threads = nodeThreads();
  if (threads === undefined) throw new Error('there is neither Worker nor worker_threads here');
  return nodeThread(threads.Worker);
};

/** Milliseconds after which a worker that says nothing is given up. Its file may be slow to come. */
const PATIENCE = 20_000;

/**
 * A worker that has said that it is there, or words for why there is none: it is not to be had here, a
 * content security policy forbids it, or its file did not come.
 */
export const startWorker = (thread: () => Thread = newThread): Promise<FitWorker | string> =>
  new Promise((resolve) => {
    let started: Thread;
    const failed = (why: string): void => resolve(`no worker could start (${why})`);
    try {
      started = thread();
    } catch (error) {
      failed(error instanceof Error ? error.message : String(error));
      return;
    }
    const timer = setTimeout(() => {
      started.stop();
      failed(`no sign of life within ${PATIENCE / 1000} seconds`);
    }, PATIENCE);
    let passes = 0;
    let ended: Error | null = null;
    let waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | null = null;
    const call: FitWorker['call'] = async (question, transfer = []) => {
      if (ended !== null) throw ended;
      const reply = await new Promise<Reply>((answer, reject) => {
        waiting = { resolve: answer, reject };
        started.post(question, transfer);
      });
      if ('error' in reply) throw reply.error;
      passes = reply.passes;
      return reply.answer;
    };
    const worker: FitWorker = {
      call,
      passes: () => passes,
      isOver: () => ended !== null,
      hold: (on) => started.hold(on),
      stop: () => started.stop(),
    };
    started.listen(
      (reply) => {
        // The first message is no reply: it says that the worker is there.
        clearTimeout(timer);
        resolve(worker);
        waiting?.resolve(reply);
        waiting = null;
      },
      (why) => {
        clearTimeout(timer);
        failed(why);
        ended ??= new Error(`the worker of the fit came to an end: ${why}`);
        waiting?.reject(ended);
        waiting = null;
      },
    );
  });

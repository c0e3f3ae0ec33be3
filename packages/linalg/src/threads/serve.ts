import { useEngine } from '../kernels/engine.ts';
import { type Memories, receive, unpack } from './carry.ts';
import { nodeThreads } from './environment.ts';
import {
  DONE,
  FAILED,
  type ForgetMessage,
  type Jobs,
  PENDING,
  RUNNING,
  type RunMessage,
  type WorkerMessage,
} from './protocol.ts';

type Send = (message: WorkerMessage) => void;

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const work = (message: RunMessage, jobs: Jobs, memories: Memories, send: Send): void => {
  const { job, tasks, states, worker, engine } = message;
  receive(message.memories, memories);
  useEngine(engine);
  for (let n = 0; n < tasks.length; n++) {
    const k = (worker + n) % tasks.length;
    if (Atomics.compareExchange(states, k, PENDING, RUNNING + worker) !== PENDING) continue;
    let state = DONE;
    try {
      jobs[job](unpack(tasks[k], memories));
    } catch (error) {
      // The thread that asked does it again, and meets the same error where it can be caught.
      state = FAILED;
      send({ failed: `job '${job}' failed in a worker: ${textOf(error)}` });
    }
    Atomics.store(states, k, state);
    Atomics.notify(states, k);
  }
};

/**
 * Makes the thread that calls it, a worker, do jobs for a pool: the whole of a worker's module.
 *
 * @param jobs the same, by name, that the pool was given
 * @throws Error where this is not a worker
 */
export const serveJobs = (jobs: Jobs): void => {
  const memories: Memories = new Map();
  const receiveWith = (send: Send) => (data: unknown) => {
    const message = data as RunMessage | ForgetMessage;
    if ('forget' in message) {
      memories.delete(message.forget);
      return;
    }
    work(message, jobs, memories, send);
    if (message.reply) send({ ended: message.run });
  };
  const node = nodeThreads();
  if (node !== undefined) {
    const { parentPort } = node;
    if (parentPort === null) throw new Error('serveJobs: this is not a worker');
    const send: Send = (message) => parentPort.postMessage(message);
    // Not before the event loop runs: that it runs is how a thread that waits sees that this one lives.
    setTimeout(() => {
      parentPort.on('message', receiveWith(send));
      send({ ready: true });
    });
    return;
  }
  if (typeof document !== 'undefined') throw new Error('serveJobs: this is not a worker');
  const scope = globalThis as unknown as {
    postMessage: (message: unknown) => void;
    addEventListener: (type: 'message', listener: (event: { data: unknown }) => void) => void;
  };
  const send: Send = (message) => scope.postMessage(message);
  const receiver = receiveWith(send);
  scope.addEventListener('message', ({ data }) => receiver(data));
  send({ ready: true });
};

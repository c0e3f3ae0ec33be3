import { isNode, nodeThreads } from './environment.ts';

/**
 * Where the code of a worker is: a module that calls `serveJobs`. Both ways are functions, called when
 * a worker is first needed.
 */
export interface WorkerModule {
  /**
   * In browsers. Write it out as `() => new Worker(new URL('./worker.js', import.meta.url), { type:
   * 'module' })`: bundlers look for these very words.
   */
  readonly web: () => Worker;
  /** In Node: the URL (or path) of the file. */
  readonly node: () => URL | string;
}

/** A worker, in Node or a browser. */
export interface Thread {
  readonly post: (message: unknown) => void;
  /** Whether the process waits for it before it exits: at first not. */
  readonly hold: (on: boolean) => void;
  /** Whether it has died; also known while this thread waits and hears of nothing. */
  readonly isDead: () => boolean;
  readonly stop: () => void;
}

export interface ThreadEvents {
  readonly heard: (message: unknown) => void;
  readonly died: (reason: string) => void;
}

const textOf = (cause: unknown): string => {
  const text = (cause as { message?: unknown } | null)?.message;
  return typeof text === 'string' && text !== '' ? text : 'its code could not be loaded';
};

const nodeThread = (module: WorkerModule, { heard, died }: ThreadEvents): Thread => {
  const threads = nodeThreads();
  if (threads === undefined) throw new Error('Node 20.16, 22.3 or later is needed');
  const worker = new threads.Worker(module.node());
  let dead = false;
  const ended = (reason: string): void => {
    if (!dead) died(reason);
    dead = true;
  };
  worker.on('message', heard);
  worker.on('error', (error) => ended(`a worker died: ${textOf(error)}`));
  worker.on('exit', (code) => ended(`a worker died: it exited with code ${code}`));
  worker.unref();
  return {
    post: (message) => worker.postMessage(message),
    hold: (on) => (on ? worker.ref() : worker.unref()),
    // Events come only when this thread is idle. What Node says of the worker's event loop comes at
    // any time: −1 or 0 and 0 once the loop is no more (and while it has not begun, see serve.ts).
    isDead: () => {
      if (dead) return true;
      const { idle, active } = worker.performance.eventLoopUtilization();
      return idle < 0 || (idle === 0 && active === 0);
    },
    stop: () => {
      dead = true;
      void worker.terminate();
    },
  };
};

const webThread = (module: WorkerModule, { heard, died }: ThreadEvents): Thread => {
  if (typeof Worker === 'undefined') throw new Error('there are no workers here');
  const worker = module.web();
  let dead = false;
  const ended = (reason: string): void => {
    if (!dead) died(reason);
    dead = true;
    worker.terminate();
  };
  worker.addEventListener('message', ({ data }) => heard(data));
  worker.addEventListener('error', (event) => {
    event.preventDefault?.();
    ended(`a worker died: ${textOf(event)}`);
  });
  worker.addEventListener('messageerror', () => ended('a worker cannot receive shared memory'));
  return {
    post: (message) => worker.postMessage(message),
    hold: () => {},
    isDead: () => dead,
    stop: () => {
      dead = true;
      worker.terminate();
    },
  };
};

/** Starts a worker. @throws where none can be started */
export const spawn = (module: WorkerModule, events: ThreadEvents): Thread =>
  isNode() ? nodeThread(module, events) : webThread(module, events);

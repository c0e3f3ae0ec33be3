import { size } from '../arguments.ts';
import { rangeError, typeError, unknownOptions } from '../check.ts';
import { currentEngine } from '../kernels/engine.ts';
import { type Memories, pack } from './carry.ts';
import { machineThreads, mayWait, sharingProblem } from './environment.ts';
import {
  DONE,
  FAILED,
  type Jobs,
  PENDING,
  RUNNING,
  TAKEN,
  type WorkerMessage,
} from './protocol.ts';
import { onFreed } from './shared-memory.ts';
import { spawn, type Thread, type WorkerModule } from './spawn.ts';

export interface ThreadPoolOptions<J extends Jobs> {
  /** Where the workers' code is: a module that calls `serveJobs(jobs)`. */
  readonly worker: WorkerModule;
  /** The same jobs for this thread, which does its share, and all where there are no workers. */
  readonly jobs: J;
  /** Threads at work at once, this one included where it may wait; by default as many as the machine has. */
  readonly threads?: number;
  /** Milliseconds that `runAsync` gives the workers to start; 10 000 by default. */
  readonly startWithin?: number;
}

export interface PoolReport {
  /** As asked for. */
  readonly threads: number;
  /** Workers that have been started and live. */
  readonly workers: number;
  /** Why there are fewer threads than asked for, or were at the last run; null where there is nothing to say. */
  readonly reason: string | null;
}

type TaskOf<J extends Jobs, Name extends keyof J> = Parameters<J[Name]>[0];

/** See {@link threadPool}. */
export interface ThreadPool<J extends Jobs> {
  readonly threads: number;
  /**
   * Does a job for each task and returns when all are done: this thread takes its share and waits for
   * the rest. On a browser's main thread, which must not wait, it does all of them itself.
   * @throws what the job throws on this thread
   */
  readonly run: <Name extends keyof J & string>(
    job: Name,
    tasks: readonly TaskOf<J, Name>[],
  ) => void;
  /** The same, done by workers alone while this thread goes on; rejects with what the job throws. */
  readonly runAsync: <Name extends keyof J & string>(
    job: Name,
    tasks: readonly TaskOf<J, Name>[],
  ) => Promise<void>;
  readonly report: () => PoolReport;
  /** Ends the workers. Later runs do everything on this thread. */
  readonly close: () => void;
}

/** How long a waiting thread sleeps before it looks whether the worker still lives, in milliseconds. */
const LOOK_AGAIN = 50;

interface Member {
  readonly thread: Thread;
  /** Ids of the shared memories that it has. */
  readonly sent: Set<number>;
  alive: boolean;
  ready: boolean;
}

/** A run that this thread does not wait for. */
interface Pending {
  readonly settle: () => void;
}

/**
 * Threads for jobs that share memory: workers that start when they are first needed, are used again,
 * and keep no process from exiting.
 *
 * Who does which task is left to chance, so that nobody waits for a worker that is late, and the same
 * tasks give the same bits whoever does them: cut the work by `threads` and add up partial results in
 * the order of the tasks. A worker that dies or cannot start leaves its tasks to the others and to this
 * thread; `report().reason` then says why.
 *
 * A task is plain data: numbers, strings, arrays, typed arrays. What it shares must lie in shared
 * memory (`toShared`, `allocateShared`, a SharedArrayBuffer); anything else is copied at each run.
 *
 * @throws TypeError or RangeError that names the option, what was expected and what came
 * @example
 * const jobs = { fill: ({ out, from, to }) => out.fill(1, from, to) };
 * // The worker's module: `serveJobs(jobs);`. Where it is:
 * // const worker = {
 * //   web: () => new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }),
 * //   node: () => new URL('./worker.js', import.meta.url),
 * // };
 * const pool = threadPool({ worker, jobs, threads: 2 });
 * const out = new Float64Array(new SharedArrayBuffer(800));
 * pool.run('fill', [{ out, from: 0, to: 50 }, { out, from: 50, to: 100 }]);
 * out[99]; // 1
 */
export const threadPool = <J extends Jobs>(options: ThreadPoolOptions<J>): ThreadPool<J> => {
  unknownOptions('threadPool', options, ['worker', 'jobs', 'threads', 'startWithin']);
  const { worker, jobs, threads = machineThreads(), startWithin = 10_000 } = options;
  if (typeof worker?.web !== 'function' || typeof worker.node !== 'function') {
    throw typeError('threadPool', 'worker', 'two functions, web and node', worker);
  }
  if (size('threadPool', 'threads', threads) < 1) {
    throw rangeError('threadPool', 'threads', 'at least 1', threads);
  }
  size('threadPool', 'startWithin', startWithin);

  const members: Member[] = [];
  const pending = new Map<number, Pending>();
  let runs = 0;
  /** Why there are fewer workers, for good, and why the last run had fewer threads. */
  let lasting: string | null = null;
  let lately: string | null = null;
  const canWait = mayWait();
  let isClosed = false;
  let stopListening: (() => void) | null = null;

  const living = (): Member[] => members.filter(({ alive }) => alive);

  const settleAll = (): void => {
    for (const { settle } of [...pending.values()]) settle();
  };

  const bury = (member: Member, cause: string): void => {
    member.alive = false;
    lasting = cause;
    settleAll();
  };

  const start = (): void => {
    const member: { -readonly [K in keyof Member]?: Member[K] } = {
      sent: new Set(),
      alive: true,
      ready: false,
    };
    member.thread = spawn(worker, {
      heard: (data) => {
        const message = data as WorkerMessage;
        if ('ready' in message) member.ready = true;
        else if ('failed' in message) lasting = message.failed;
        else pending.get(message.ended)?.settle();
      },
      died: (cause) => bury(member as Member, cause),
    });
    members.push(member as Member);
  };

  /** Workers to help, at most so many; none where there can be none. */
  const helpers = (most: number): Member[] => {
    const problem = isClosed ? 'the pool was closed' : sharingProblem();
    if (problem !== null && most > 0) lately = problem;
    if (problem !== null || most < 1) return [];
    stopListening ??= onFreed((forget) => {
      for (const { thread, sent } of living()) if (sent.delete(forget)) thread.post({ forget });
    });
    try {
      // Those that died are not replaced: what killed one would kill the next.
      while (members.length < most) start();
    } catch (error) {
      lasting = `no worker can be started: ${error instanceof Error ? error.message : error}`;
    }
    return living().slice(0, most);
  };

  /** Hands a run to helpers; its tasks' states. */
  const hand = (
    to: readonly Member[],
    run: number,
    job: string,
    tasks: readonly unknown[],
    reply: boolean,
  ): Int32Array => {
    const states = new Int32Array(new SharedArrayBuffer(4 * tasks.length));
    const used: Memories = new Map();
    const packed = tasks.map((task) => pack(task, used));
    const engine = currentEngine();
    for (const { thread, sent } of to) {
      const memories: Memories = new Map([...used].filter(([id]) => !sent.has(id)));
      const number = members.findIndex((member) => member.thread === thread) + (reply ? 0 : 1);
      thread.post({ run, job, tasks: packed, memories, states, worker: number, engine, reply });
      for (const id of memories.keys()) sent.add(id);
    }
    return states;
  };

  const whoHas = (state: number, reply: boolean): Member =>
    members[state - RUNNING - (reply ? 0 : 1)];

  const check = (where: string, job: string, tasks: readonly unknown[]): void => {
    if (!Object.hasOwn(jobs, job)) {
      throw rangeError(where, 'job', `one of ${Object.keys(jobs).join(', ')}`, job);
    }
    if (!Array.isArray(tasks)) throw typeError(where, 'tasks', 'an array', tasks);
  };

  const run = (job: string, tasks: readonly unknown[]): void => {
    check('run', job, tasks);
    const most = Math.min(threads, tasks.length) - 1;
    lately = null;
    if (most > 0 && !canWait) lately = 'a browser does not let its main thread wait: use runAsync';
    const to = canWait ? helpers(most) : [];
    if (to.length === 0) {
      for (const task of tasks) jobs[job](task);
      return;
    }
    runs += 1;
    const states = hand(to, runs, job, tasks, false);
    let failure: { readonly error: unknown } | null = null;
    const doTask = (k: number): void => {
      try {
        if (failure === null) jobs[job](tasks[k]);
      } catch (error) {
        failure = { error };
      }
    };
    for (let k = 0; k < tasks.length; k++) {
      if (Atomics.compareExchange(states, k, PENDING, TAKEN) === PENDING) doTask(k);
    }
    // Also after a failure: nobody may go on writing to what the caller has back.
    for (let k = 0; k < tasks.length; k++) {
      let state = Atomics.load(states, k);
      while (state >= RUNNING) {
        const member = whoHas(state, false);
        Atomics.wait(states, k, state, LOOK_AGAIN);
        const now = Atomics.load(states, k);
        if (now === state && member.thread.isDead()) {
          bury(member, 'a worker died while this thread waited for it');
          state = FAILED;
        } else state = now;
      }
      if (state === FAILED) doTask(k);
    }
    if (failure !== null) throw (failure as { error: unknown }).error;
  };

  const runAsync = async (job: string, tasks: readonly unknown[]): Promise<void> => {
    check('runAsync', job, tasks);
    lately = null;
    const to = helpers(Math.min(threads, tasks.length));
    if (to.length === 0) {
      for (const task of tasks) jobs[job](task);
      return;
    }
    runs += 1;
    const id = runs;
    const states = hand(to, id, job, tasks, true);
    await new Promise<void>((resolve, reject) => {
      let failure: { readonly error: unknown } | null = null;
      const settle = (): void => {
        const isAlone = !to.some(({ alive }) => alive);
        let isOver = true;
        for (let k = 0; k < tasks.length; k++) {
          const state = Atomics.load(states, k);
          if (state === DONE || state === TAKEN) continue;
          const isLost = state >= RUNNING && !whoHas(state, true).alive;
          const isLeft = state === PENDING && (isAlone || failure !== null);
          if (!(isLost || isLeft || state === FAILED)) isOver = false;
          else if (Atomics.compareExchange(states, k, state, TAKEN) === state && failure === null) {
            try {
              jobs[job](tasks[k]);
            } catch (error) {
              failure = { error };
            }
          }
        }
        if (!isOver) return;
        clearTimeout(timer);
        pending.delete(id);
        if (pending.size === 0) for (const { thread } of members) thread.hold(false);
        if (failure === null) resolve();
        else reject((failure as { error: unknown }).error);
      };
      const timer = setTimeout(() => {
        for (const member of to) {
          if (member.ready || !member.alive) continue;
          member.thread.stop();
          bury(member, `a worker did not start within ${startWithin} ms`);
        }
      }, startWithin);
      // It is the workers that a process waits for, and only while they work.
      (timer as { unref?: () => void }).unref?.();
      pending.set(id, { settle });
      for (const { thread } of to) thread.hold(true);
    });
  };

  return {
    threads,
    run,
    runAsync,
    report: () => ({ threads, workers: living().length, reason: lately ?? lasting }),
    close: () => {
      isClosed = true;
      stopListening?.();
      for (const member of living()) {
        member.thread.stop();
        bury(member, 'the pool was closed');
      }
    },
  };
};

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A program that answers lines of JSON. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
}

/** An answer that took longer than it may. */
export class Cut extends Error {
  override readonly name = 'Cut';
}

export type Reply = Readonly<Record<string, unknown>>;

export interface Conversation {
  /** Of the child process, to name files by. */
  readonly pid: number | undefined;
  /**
   * Sends a question and waits for its answer.
   * @throws Error with the `error` of the answer, or when the program has ended
   * @throws Cut after `limit` milliseconds; the program is killed
   */
  readonly ask: (question: Reply, limit?: number) => Promise<Reply>;
  readonly close: () => void;
}

/** For every library that a program may compute with. */
const threadsOf = (threads: number) => {
  const n = String(threads);
  return {
    OMP_NUM_THREADS: n,
    OPENBLAS_NUM_THREADS: n,
    MKL_NUM_THREADS: n,
    BLIS_NUM_THREADS: n,
    XLA_FLAGS: threads > 1 ? '' : '--xla_cpu_multi_thread_eigen=false',
  };
};

/** Starts a program on so many threads. */
export const converse = ({ command, args }: Program, threads: number): Conversation => {
  const child = spawn(command, args, {
    env: { ...process.env, ...threadsOf(threads) },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  // A program that is gone is noticed by the missing answer.
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const close = () => {
    child.kill('SIGKILL');
  };
  return {
    pid: child.pid,
    close,
    ask: async (question, limit) => {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        if (limit === undefined) return;
        timer = setTimeout(() => {
          close();
          reject(new Cut(`stopped after ${Math.round(limit / 1000)} s`));
        }, limit);
      });
      try {
        const { value, done } = await Promise.race([lines.next(), late]);
        if (done) throw new Error('the program has ended');
        const reply = JSON.parse(value) as Reply;
        if (typeof reply['error'] === 'string') throw new Error(reply['error']);
        return reply;
      } finally {
        clearTimeout(timer);
      }
    },
  };
};

import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Contender, Cut, type Running, type Timed } from '../contender.ts';
import { type Fit, outputsOf, type Problem } from '../problem.ts';

/** A program that fits: a child process which answers lines of JSON. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
}

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

/** Sends lines, and waits for the answer to each. */
const conversation = (child: ChildProcess) => {
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  return async (request: unknown, limit: number): Promise<Record<string, unknown>> => {
    child.stdin!.write(`${JSON.stringify(request)}\n`);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        child.kill('SIGKILL');
        reject(new Cut(`stopped after ${Math.round(limit / 1000)} s`));
      }, limit);
    });
    try {
      const { value, done } = await Promise.race([lines.next(), late]);
      if (done) throw new Error('the program has ended');
      const reply = JSON.parse(value) as Record<string, unknown>;
      if (typeof reply['error'] === 'string') throw new Error(reply['error']);
      return reply;
    } finally {
      clearTimeout(timer);
    }
  };
};

/** W and b of each penalty, one after the other. */
const readFits = (file: string, { X, classes, penalties }: Problem): Fit[] => {
  const { buffer, byteOffset, byteLength } = readFileSync(file);
  const numbers = new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength));
  const K = outputsOf({ classes });
  const size = K * (X.cols + 1);
  if (numbers.length !== size * penalties.length)
    throw new Error(`${numbers.length} coefficients instead of ${size * penalties.length}`);
  return penalties.map((_, i) => ({
    W: numbers.subarray(i * size, i * size + K * X.cols),
    b: numbers.subarray(i * size + K * X.cols, (i + 1) * size),
  }));
};

const LOADING = 300_000;

const run = async (
  { command, args }: Program,
  solver: string,
  threads: number,
  problem: Problem,
  folder: string,
): Promise<Running> => {
  const child = spawn(command, [...args, folder, solver, String(threads)], {
    env: { ...process.env, ...threadsOf(threads) },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const out = join(folder, `fit-${child.pid}`);
  // A program that is gone is noticed by the missing answer.
  child.on('error', () => undefined);
  child.stdin!.on('error', () => undefined);
  const ask = conversation(child);
  const close = () => {
    child.kill('SIGKILL');
    rmSync(out, { force: true });
  };
  try {
    await ask({ ask: 'load' }, LOADING);
  } catch (error) {
    close();
    throw error;
  }
  return {
    close,
    fit: async (tolerance, repeats, limit): Promise<Timed> => {
      const { ms } = await ask({ ask: 'fit', tolerance, repeats, path: out }, limit);
      return { ms: ms as number, fits: readFits(out, problem) };
    },
    memory: async () => {
      const { before, peak } = await ask({ ask: 'memory' }, LOADING);
      return { before: before as number, peak: peak as number };
    },
  };
};

/**
 * A solver of another program, which reads the problem from `folder` (see problem-files.ts) and runs
 * on so many threads.
 */
export const programContender = (
  program: Program,
  { name, solver, ladder, penalisesIntercept }: Solver,
  threads: number,
  folder: string,
): Contender => ({
  name,
  threads,
  ladder,
  penalisesIntercept,
  open: (problem) => run(program, solver, threads, problem, folder),
});

export interface Solver {
  /** For the table. */
  readonly name: string;
  /** For the program. */
  readonly solver: string;
  readonly ladder: readonly number[];
  readonly penalisesIntercept?: boolean;
  /** Whether a second thread changes anything. */
  readonly threaded: boolean;
}

import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { converse, type Program } from '../../conversation.ts';
import type { Contender, Running, Timed } from '../contender.ts';
import { type Fit, outputsOf, type Problem } from '../problem.ts';

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
  const program = { command, args: [...args, folder, solver, String(threads)] };
  const { pid, ask, close: end } = converse(program, threads);
  const out = join(folder, `fit-${pid}`);
  const close = () => {
    end();
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
  language: Contender['language'],
  { name, note, solver, ladder, penalisesIntercept }: Solver,
  threads: number,
  folder: string,
): Contender => ({
  name,
  language,
  note,
  threads,
  ladder,
  penalisesIntercept,
  open: (problem) => run(program, solver, threads, problem, folder),
});

export interface Solver {
  /** For the table. */
  readonly name: string;
  readonly note?: string;
  /** For the program. */
  readonly solver: string;
  readonly ladder: readonly number[];
  readonly penalisesIntercept?: boolean;
  /** Whether a second thread changes anything. */
  readonly threaded: boolean;
}

import { unknownOptions } from '../check.ts';
import type { DenseMatrix, FloatArray, Matrix, ScaledMatrix } from '../types.ts';
import { machineThreads } from './environment.ts';
import { linalgJobs } from './jobs.ts';
import { linalgWorker } from './linalg-worker.ts';
import { gramPlan, multiplyPlan, type Plan, transposeMultiplyPlan } from './plans.ts';
import { type Scratch, scratchPool } from './scratch.ts';
import { isSharedMatrix } from './shared.ts';
import { type PoolReport, threadPool } from './thread-pool.ts';

type ProductOf<B> = B extends FloatArray ? Float64Array : DenseMatrix;

/** `multiply` or `transposeMultiply`. */
type Product = <B extends FloatArray | DenseMatrix>(
  A: Matrix | ScaledMatrix,
  B: B,
  out?: ProductOf<B>,
) => ProductOf<B>;
type ProductAsync = <B extends FloatArray | DenseMatrix>(
  A: Matrix | ScaledMatrix,
  B: B,
  out?: ProductOf<B>,
) => Promise<ProductOf<B>>;
type Gram = (A: Matrix | ScaledMatrix, d?: FloatArray | null, out?: DenseMatrix) => DenseMatrix;
type GramAsync = (
  A: Matrix | ScaledMatrix,
  d?: FloatArray | null,
  out?: DenseMatrix,
) => Promise<DenseMatrix>;

/** The products of this package on several threads. See {@link threadedProducts}. */
export interface ThreadedProducts {
  readonly gram: Gram;
  readonly multiply: Product;
  readonly transposeMultiply: Product;
  readonly gramAsync: GramAsync;
  readonly multiplyAsync: ProductAsync;
  readonly transposeMultiplyAsync: ProductAsync;
  readonly report: () => PoolReport;
  readonly close: () => void;
}

/**
 * `gram`, `multiply` and `transposeMultiply` on several threads, each with a twin that does not block
 * the caller's thread. Arguments, results and errors are those of the functions of the same name.
 *
 * The rows are cut into a part per thread and partial sums added in the order of the parts: the same
 * thread count gives the same bits, also where fewer threads did the work; `multiply` gives those of
 * one thread.
 *
 * A, or the matrix that it is a view of (`scaled`), must lie in shared memory (`allocateShared`,
 * `toShared`): else this thread does it all, as it does
 * where workers cannot be had; `report().reason` says so. Vectors are copied, which costs little.
 *
 * @param options.threads threads at work at once; by default as many as the machine has
 * @throws TypeError or RangeError that names the option, what was expected and what came
 * @example
 * const A = toShared(fromRows([[1, 2], [3, 4]]));
 * const products = threadedProducts({ threads: 2 });
 * products.multiply(A, Float64Array.of(1, 1)); // Float64Array [3, 7]
 */
export const threadedProducts = (options: { readonly threads?: number } = {}): ThreadedProducts => {
  unknownOptions('threadedProducts', options, ['threads']);
  const { threads = machineThreads() } = options;
  const pool = threadPool({ worker: linalgWorker, jobs: linalgJobs, threads });
  const newScratch = scratchPool();
  let isUnshared = false;

  /** The same tasks on this thread. */
  const here = ({ job, tasks }: Plan<unknown>): void => {
    for (const task of tasks) (linalgJobs[job] as (task: unknown) => void)(task);
  };

  const now = <Result>(
    A: Matrix | ScaledMatrix,
    plan: (scratch: Scratch) => Plan<Result>,
  ): Result => {
    const scratch = newScratch();
    try {
      const planned = plan(scratch);
      isUnshared = !isSharedMatrix(A.kind === 'scaled' ? A.matrix : A);
      if (isUnshared || planned.tasks.length < 2) here(planned);
      else pool.run(planned.job, planned.tasks);
      return planned.finish();
    } finally {
      scratch.done();
    }
  };

  const later = async <Result>(
    A: Matrix | ScaledMatrix,
    plan: (scratch: Scratch) => Plan<Result>,
  ): Promise<Result> => {
    const scratch = newScratch();
    try {
      const planned = plan(scratch);
      isUnshared = !isSharedMatrix(A.kind === 'scaled' ? A.matrix : A);
      if (isUnshared) here(planned);
      else await pool.runAsync(planned.job, planned.tasks);
      return planned.finish();
    } finally {
      scratch.done();
    }
  };

  return {
    gram: (A, d, out) => now(A, (scratch) => gramPlan(threads, scratch, A, d, out)),
    multiply: (A, B, out) => now(A, (scratch) => multiplyPlan(threads, scratch, A, B, out)),
    transposeMultiply: (A, B, out) =>
      now(A, (scratch) => transposeMultiplyPlan(threads, scratch, A, B, out)),
    gramAsync: (A, d, out) => later(A, (scratch) => gramPlan(threads, scratch, A, d, out)),
    multiplyAsync: (A, B, out) => later(A, (scratch) => multiplyPlan(threads, scratch, A, B, out)),
    transposeMultiplyAsync: (A, B, out) =>
      later(A, (scratch) => transposeMultiplyPlan(threads, scratch, A, B, out)),
    report: () => {
      const report = pool.report();
      return isUnshared ? { ...report, reason: UNSHARED } : report;
    },
    close: pool.close,
  };
};

const UNSHARED = 'the matrix does not lie in shared memory: use toShared';

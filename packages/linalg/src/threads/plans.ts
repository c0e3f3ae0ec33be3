import {
  denseMatrix,
  distinct,
  matrix,
  output,
  outputMatrix,
  scaledView,
  vector,
} from '../arguments.ts';
import { rowRange } from '../row-range.ts';
import { centerGram, centerProduct, centerTransposed, unscaledRows } from '../scaled-products.ts';
import { transposeMultiply } from '../transpose-multiply.ts';
import type { DenseMatrix, FloatArray, Matrix, ScaledMatrix } from '../types.ts';
import { sum } from '../vector.ts';
import type { linalgJobs } from './jobs.ts';
import { rowParts } from './row-parts.ts';
import type { Scratch } from './scratch.ts';
import { isShared } from './shared.ts';

type Name = keyof typeof linalgJobs;

/** A product cut into tasks, and what makes its result of theirs. */
export interface Plan<Result> {
  readonly job: Name;
  readonly tasks: readonly Parameters<(typeof linalgJobs)[Name]>[0][];
  readonly finish: () => Result;
}

/** Entries that a task has at least: below, handing it over takes longer than doing it. */
const LEAST_ENTRIES = 1 << 16;

/** Row numbers at which to cut, for at most so many tasks. A rule of the shape alone. */
const cuts = (A: Matrix, threads: number): number[] => {
  const entries = A.kind === 'dense' ? A.rows * A.cols : A.rowStart[A.rows] - A.rowStart[0];
  const most = Math.max(1, Math.floor(entries / LEAST_ENTRIES));
  return rowParts(A, Math.min(threads, most));
};

/** A task for each range of rows. */
const byRows = <Task>(
  A: Matrix,
  threads: number,
  make: (rows: Matrix, start: number, end: number, k: number) => Task,
): Task[] => {
  const at = cuts(A, threads);
  return at.slice(1).map((end, k) => make(rowRange(A, at[k], end), at[k], end, k));
};

/** to = Σ parts, added in their order. */
const addUp = (parts: readonly Float64Array[], to: Float64Array): void => {
  to.set(parts[0]);
  for (const part of parts.slice(1)) for (let i = 0; i < to.length; i++) to[i] += part[i];
};

const numbersOf = (A: Matrix): FloatArray => (A.kind === 'dense' ? A.data : A.values);

/** A plan whose result is changed in the end. */
const andThen = <Result>(plan: Plan<Result>, change: (result: Result) => void): Plan<Result> => ({
  ...plan,
  finish: () => {
    const result = plan.finish();
    change(result);
    return result;
  },
});

/** The numbers of a vector or a matrix, and its columns. */
const parts = (B: FloatArray | DenseMatrix): { data: FloatArray; width: number } =>
  ArrayBuffer.isView(B) ? { data: B, width: 1 } : { data: B.data, width: B.cols };

export const gramPlan = (
  threads: number,
  scratch: Scratch,
  A: Matrix | ScaledMatrix,
  d?: FloatArray | null,
  out?: DenseMatrix,
): Plan<DenseMatrix> => {
  const view = scaledView('gram', 'A', A);
  if (view !== undefined) {
    return andThen(gramPlan(threads, scratch, view.matrix, d, out), ({ data }) => {
      // This thread's part: one read of the matrix, where the workers multiply for each column.
      const weights = d ?? new Float64Array(view.rows).fill(1);
      const u = view.center === null ? null : transposeMultiply(view.matrix, weights);
      centerGram(view, u, sum(weights), data as Float64Array);
    });
  }
  A = A as Matrix;
  matrix('gram', 'A', A);
  const weights = d === undefined || d === null ? null : vector('gram', 'd', d, A.rows);
  const { cols } = A;
  const c =
    out === undefined
      ? new Float64Array(cols * cols)
      : outputMatrix('gram', 'out', out, cols, cols);
  if (out !== undefined) {
    distinct('gram', 'out', c, 'A', numbersOf(A));
    if (weights !== null) distinct('gram', 'out', c, 'd', weights);
  }
  const shared = weights === null ? null : scratch.copyOf(weights);
  const tasks = byRows(A, threads, (rows, start, end) => ({
    A: rows,
    d: shared === null ? null : shared.subarray(start, end),
    out: scratch.space(cols * cols),
  }));
  const finish = (): DenseMatrix => {
    addUp(
      tasks.map((task) => task.out),
      c,
    );
    return out ?? { kind: 'dense', rows: cols, cols, data: c };
  };
  return { job: 'gram', tasks, finish };
};

/** The parts that both products begin with. `length`: rows of B. `height`: rows of the result. */
const productParts = <B extends FloatArray | DenseMatrix>(
  where: string,
  A: Matrix,
  B: B,
  length: number,
  height: number,
  out: Float64Array | DenseMatrix | undefined,
) => {
  const isVector = ArrayBuffer.isView(B);
  const width = isVector ? 1 : denseMatrix(where, 'B', B, length).cols;
  const b = isVector ? vector(where, 'B', B, length) : (B as DenseMatrix).data;
  const c =
    out === undefined
      ? new Float64Array(height * width)
      : isVector
        ? output(where, 'out', out as Float64Array, height)
        : outputMatrix(where, 'out', out as DenseMatrix, height, width);
  if (out !== undefined) {
    distinct(where, 'out', c, 'B', b);
    distinct(where, 'out', c, 'A', numbersOf(A));
  }
  const result = (out ??
    (isVector ? c : { kind: 'dense', rows: height, cols: width, data: c })) as B extends FloatArray
    ? Float64Array
    : DenseMatrix;
  return { width, b, c, result };
};

export const multiplyPlan = <B extends FloatArray | DenseMatrix>(
  threads: number,
  scratch: Scratch,
  A: Matrix | ScaledMatrix,
  B: B,
  out?: Float64Array | DenseMatrix,
): Plan<B extends FloatArray ? Float64Array : DenseMatrix> => {
  const view = scaledView('multiply', 'A', A);
  if (view !== undefined) {
    if (ArrayBuffer.isView(B)) vector('multiply', 'B', B, view.cols);
    else denseMatrix('multiply', 'B', B, view.cols);
    const { data, width } = parts(B);
    const rows = unscaledRows(view, data, width);
    const unscaled = (ArrayBuffer.isView(B) ? rows : { ...(B as DenseMatrix), data: rows }) as B;
    return andThen(multiplyPlan(threads, scratch, view.matrix, unscaled, out), (product) =>
      centerProduct(view, rows, width, parts(product).data as Float64Array),
    );
  }
  A = A as Matrix;
  matrix('multiply', 'A', A);
  const { width, b, c, result } = productParts('multiply', A, B, A.cols, A.rows, out);
  const shared = scratch.copyOf(b);
  const to = isShared(c) ? c : scratch.space(c.length);
  const tasks = byRows(A, threads, (rows, start, end) => ({
    A: rows,
    B: shared,
    width,
    out: to.subarray(start * width, end * width),
  }));
  const finish = () => {
    if (to !== c) c.set(to);
    return result;
  };
  return { job: 'multiply', tasks, finish };
};

export const transposeMultiplyPlan = <B extends FloatArray | DenseMatrix>(
  threads: number,
  scratch: Scratch,
  A: Matrix | ScaledMatrix,
  B: B,
  out?: Float64Array | DenseMatrix,
): Plan<B extends FloatArray ? Float64Array : DenseMatrix> => {
  const where = 'transposeMultiply';
  const view = scaledView(where, 'A', A);
  if (view !== undefined) {
    return andThen(transposeMultiplyPlan(threads, scratch, view.matrix, B, out), (product) => {
      const { data, width } = parts(B);
      centerTransposed(view, data, width, parts(product).data as Float64Array);
    });
  }
  A = A as Matrix;
  matrix(where, 'A', A);
  const { width, b, c, result } = productParts(where, A, B, A.rows, A.cols, out);
  const shared = scratch.copyOf(b);
  const tasks = byRows(A, threads, (rows, start, end) => ({
    A: rows,
    B: shared.subarray(start * width, end * width),
    width,
    out: scratch.space(c.length),
  }));
  const finish = () => {
    addUp(
      tasks.map((task) => task.out),
      c,
    );
    return result;
  };
  return { job: 'transposeMultiply', tasks, finish };
};

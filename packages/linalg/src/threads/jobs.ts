import { gram } from '../gram.ts';
import { multiply } from '../multiply.ts';
import { transposeMultiply } from '../transpose-multiply.ts';
import type { FloatArray, Matrix } from '../types.ts';

interface GramTask {
  /** The rows of this task. */
  readonly A: Matrix;
  readonly d: FloatArray | null;
  /** cols×cols. */
  readonly out: Float64Array;
}

interface ProductTask {
  readonly A: Matrix;
  /** B, row-major, `width` columns. */
  readonly B: FloatArray;
  readonly width: number;
  readonly out: Float64Array;
}

const matrixOf = (rows: number, cols: number, data: FloatArray) =>
  ({ kind: 'dense', rows, cols, data }) as const;

/** What this package's workers do: products of a range of rows. */
export const linalgJobs = {
  gram: ({ A, d, out }: GramTask): void => {
    gram(A, d, matrixOf(A.cols, A.cols, out));
  },
  multiply: ({ A, B, width, out }: ProductTask): void => {
    if (width === 1) multiply(A, B, out);
    else multiply(A, matrixOf(A.cols, width, B), matrixOf(A.rows, width, out));
  },
  transposeMultiply: ({ A, B, width, out }: ProductTask): void => {
    if (width === 1) transposeMultiply(A, B, out);
    else transposeMultiply(A, matrixOf(A.rows, width, B), matrixOf(A.cols, width, out));
  },
};

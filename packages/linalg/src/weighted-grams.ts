import { matrix, size } from './arguments.ts';
import { gram } from './gram.ts';
import { kernelGrams, mirrorLower } from './kernels/product.ts';
import { transposeMultiply } from './transpose-multiply.ts';
import type { DenseMatrix, Matrix } from './types.ts';
import { sum } from './vector.ts';

/** Puts the weights of rows start … end − 1 to `at` and behind it in `out`; `which` from 0 says of which product. */
export type Weigh = (
  which: number,
  start: number,
  end: number,
  out: Float64Array,
  at: number,
) => void;

/**
 * Ãᵀ·diag(d)·Ã for several weightings d of the rows, Ã = [A 1] or A alone: what the Hessian of a linear
 * model consists of. The rows are brought in order once for all of them, and weights are asked for a few
 * rows at a time, so that there is never a copy of either.
 *
 * @param A rows×cols, dense or sparse
 * @param ones whether a column of ones stands behind those of A
 * @param count how many products
 * @param weigh gives the weights, of any sign, as often as it is asked
 * @param take gets each product, symmetric to the last bit, both halves filled; the same matrix is used
 * for the next, so only the last may be kept
 * @throws TypeError or RangeError that names the argument, what was expected and what came
 * @example
 * const weigh = (which, start, end, out, at) => out.fill(1 + which, at, at + end - start);
 * const sums = [new Float64Array(4), new Float64Array(4)];
 * weightedGrams(fromRows([[1], [3]]), true, 2, weigh, (which, G) => sums[which].set(G.data));
 * sums[0]; // Float64Array [10, 4, 4, 2]
 * sums[1]; // Float64Array [20, 8, 8, 4]
 */
export const weightedGrams = (
  A: Matrix,
  ones: boolean,
  count: number,
  weigh: Weigh,
  take: (which: number, product: DenseMatrix) => void,
): void => {
  matrix('weightedGrams', 'A', A);
  size('weightedGrams', 'count', count);
  const width = A.cols + (ones ? 1 : 0);
  const data = new Float64Array(width * width);
  const product: DenseMatrix = { kind: 'dense', rows: width, cols: width, data };
  const done = (which: number): void => {
    mirrorLower(data, width);
    take(which, product);
  };
  if (A.kind === 'dense' && kernelGrams(A, ones, count, weigh, data, done)) return;
  const d = new Float64Array(A.rows);
  for (let which = 0; which < count; which++) {
    weigh(which, 0, A.rows, d, 0);
    const inner = gram(A, d).data;
    const sums = ones ? transposeMultiply(A, d) : d;
    for (let i = 0; i < A.cols; i++) {
      for (let j = 0; j <= i; j++) data[i * width + j] = inner[i * A.cols + j];
      if (ones) data[A.cols * width + i] = sums[i];
    }
    if (ones) data[width * width - 1] = sum(d);
    done(which);
  }
};

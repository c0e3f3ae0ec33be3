import { type CsrMatrix, type DenseMatrix, dense } from '@betahat/linalg';
import type { LinearProblem } from './problem.ts';

/**
 * The rows and columns of a binary model's Hessian that belong to some parameters, straight from all of
 * a sparse X: Σ_i d_i x_ia x_ib, the intercept being a column of ones, plus l2 on coefficients. Each
 * row's wanted entries are put side by side first, then multiplied with each other.
 *
 * Whether an entry is wanted is added to the position, not branched on: no processor can guess it. Of 11
 * million entries and 300 columns this takes 45 ms, a copy of the columns and its Gram product 80.
 *
 * @param d the loss's curvature of all rows (see BlockLoss)
 * @param parameters positions in [w, intercept], each once
 */
export const sparseHessianPart = (
  { X, l2 }: LinearProblem & { readonly X: CsrMatrix },
  d: Float64Array,
  parameters: Uint32Array,
): DenseMatrix => {
  const size = parameters.length;
  const place = new Int32Array(X.cols + 1).fill(-1);
  parameters.forEach((parameter, position) => {
    place[parameter] = position;
  });
  const out = dense(size, size);
  const sums = out.data as Float64Array;
  const { rows, rowStart, columns, values } = X;
  // One more of each: what is not wanted is written where the next entry goes.
  const at = new Uint32Array(size + 1);
  const kept = new Float64Array(size + 1);
  const free = place[X.cols];
  for (let i = 0; i < rows; i++) {
    let count = 0;
    if (free >= 0) {
      at[0] = free;
      kept[0] = 1;
      count = 1;
    }
    const end = rowStart[i + 1];
    for (let e = rowStart[i]; e < end; e++) {
      const position = place[columns[e]];
      at[count] = position;
      kept[count] = values[e];
      count += 1 + (position >> 31);
    }
    for (let a = 0; a < count; a++) {
      const scaled = d[i] * kept[a];
      const to = at[a] * size;
      for (let b = a; b < count; b++) sums[to + at[b]] += scaled * kept[b];
    }
  }
  // Each pair was added on one side of the diagonal, whichever came first in the rows.
  for (let a = 0; a < size; a++) {
    if (parameters[a] < X.cols) sums[a * size + a] += l2;
    for (let b = a + 1; b < size; b++) {
      const sum = sums[a * size + b] + sums[b * size + a];
      sums[a * size + b] = sum;
      sums[b * size + a] = sum;
    }
  }
  return out;
};

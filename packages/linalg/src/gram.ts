import { distinct, matrix, outputMatrix, vector } from './arguments.ts';
import { kernelGram, mirrorLower } from './kernels/product.ts';
import { csrGram, denseGram } from './plain/gram.ts';
import type { DenseMatrix, FloatArray, Matrix } from './types.ts';

/**
 * Aᵀ·diag(d)·A, summed in float64. The result is symmetric to the last bit and both halves are filled.
 *
 * @param A rows×cols, dense or sparse
 * @param d a weight per row, any sign; 1 for all if left out or null
 * @param out where the result goes (dense float64 cols×cols, apart from A); a new matrix otherwise
 * @returns a dense cols×cols matrix
 * @throws TypeError or RangeError that names the argument, what was expected and what came
 * @example
 * gram(fromRows([[1, 2], [3, 4]]), Float64Array.of(1, 10)).data; // Float64Array [91, 122, 122, 164]
 */
export const gram = (A: Matrix, d?: FloatArray | null, out?: DenseMatrix): DenseMatrix => {
  matrix('gram', 'A', A);
  const weights = d === undefined || d === null ? null : vector('gram', 'd', d, A.rows);
  const { rows, cols } = A;
  const c =
    out === undefined
      ? new Float64Array(cols * cols)
      : outputMatrix('gram', 'out', out, cols, cols);
  if (out !== undefined) {
    distinct('gram', 'out', c, 'A', A.kind === 'dense' ? A.data : A.values);
    if (weights !== null) distinct('gram', 'out', c, 'd', weights);
  }
  if (A.kind === 'csr') csrGram(A, weights, c);
  else if (kernelGram({ matrix: A, along: 'columns' }, weights, c)) mirrorLower(c, cols);
  else denseGram(A.data, rows, cols, weights, c);
  return out ?? { kind: 'dense', rows: cols, cols, data: c };
};

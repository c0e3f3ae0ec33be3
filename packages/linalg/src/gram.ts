import { distinct, matrix, outputMatrix, scaledView, vector } from './arguments.ts';
import { kernelGram, mirrorLower } from './kernels/product.ts';
import { csrGram, denseGram } from './plain/gram.ts';
import { centerGram } from './scaled-products.ts';
import { transposeMultiply } from './transpose-multiply.ts';
import type { DenseMatrix, FloatArray, Matrix, ScaledMatrix } from './types.ts';
import { sum } from './vector.ts';

/**
 * Aᵀ·diag(d)·A, summed in float64. The result is symmetric to the last bit and both halves are filled.
 *
 * @param A rows×cols, dense or sparse, or a view made by `scaled`
 * @param d a weight per row, any sign; 1 for all if left out or null
 * @param out where the result goes (dense float64 cols×cols, apart from A); a new matrix otherwise
 * @returns a dense cols×cols matrix
 * @throws TypeError or RangeError that names the argument, what was expected and what came
 * @example
 * gram(fromRows([[1, 2], [3, 4]]), Float64Array.of(1, 10)).data; // Float64Array [91, 122, 122, 164]
 */
export const gram = (
  A: Matrix | ScaledMatrix,
  d?: FloatArray | null,
  out?: DenseMatrix,
): DenseMatrix => {
  const view = scaledView('gram', 'A', A);
  if (view !== undefined) {
    const product = gram(view.matrix, d, out);
    const weights = d ?? new Float64Array(view.rows).fill(1);
    const u = view.center === null ? null : transposeMultiply(view.matrix, weights);
    centerGram(view, u, sum(weights), product.data as Float64Array);
    return product;
  }
  A = A as Matrix;
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

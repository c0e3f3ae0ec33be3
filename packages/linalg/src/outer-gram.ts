import { distinct, matrix, outputMatrix } from './arguments.ts';
import { kernelGram, mirrorLower } from './kernels/product.ts';
import { csrOuterGram, denseOuterGram } from './plain/outer-gram.ts';
import type { DenseMatrix, Matrix } from './types.ts';

/**
 * A·Aᵀ, summed in float64. The result is symmetric to the last bit and both halves are filled.
 *
 * @param A rows×cols, dense or sparse
 * @param out where the result goes (dense float64 rows×rows, apart from A); a new matrix otherwise
 * @returns a dense rows×rows matrix
 * @throws TypeError or RangeError that names the argument, what was expected and what came
 * @example
 * outerGram(fromRows([[1, 2], [3, 4]])).data; // Float64Array [5, 11, 11, 25]
 */
export const outerGram = (A: Matrix, out?: DenseMatrix): DenseMatrix => {
  matrix('outerGram', 'A', A);
  const { rows, cols } = A;
  const c =
    out === undefined
      ? new Float64Array(rows * rows)
      : outputMatrix('outerGram', 'out', out, rows, rows);
  if (out !== undefined) {
    distinct('outerGram', 'out', c, 'A', A.kind === 'dense' ? A.data : A.values);
  }
  if (A.kind === 'csr') csrOuterGram(A, c);
  else if (kernelGram({ matrix: A, along: 'rows' }, null, c)) mirrorLower(c, rows);
  else denseOuterGram(A.data, rows, cols, c);
  return out ?? { kind: 'dense', rows, cols: rows, data: c };
};

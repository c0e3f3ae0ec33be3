import { denseMatrix, distinct, matrix, output, outputMatrix, vector } from './arguments.ts';
import { densePass } from './kernels/dense-pass.ts';
import { kernelProduct, takeInto } from './kernels/product.ts';
import { sparsePass } from './kernels/sparse-pass.ts';
import { csrTransposeTimesDense } from './plain/csr-product.ts';
import { csrBackward } from './plain/csr-walk.ts';
import { denseTransposeTimesDense } from './plain/dense-product.ts';
import { denseBackward } from './plain/dense-walk.ts';
import { transposed } from './plain/transposed.ts';
import type { DenseMatrix, FloatArray, Matrix } from './types.ts';

const WHERE = 'transposeMultiply';

/** Up to so many columns of B, Aᵀ·B is one pass over A; from there on packing pays. */
const NARROW = 16;

/** sums (width×cols) += Bᵀ·A by a pass over A; false without kernels. */
const narrow = (A: Matrix, b: FloatArray, width: number, sums: Float64Array): boolean => {
  const pass = {
    coefficients: null,
    intercepts: null,
    visit: (block: Float64Array, start: number) =>
      block.set(b.subarray(start * width, start * width + block.length)),
    gradient: sums,
    interceptGradient: null,
  };
  return A.kind === 'dense' ? densePass(A, width, pass) : sparsePass(A, width, pass);
};

const byKernels = (A: DenseMatrix, B: DenseMatrix, c: Float64Array): boolean => {
  if (c.length === 0) return true;
  if (B.cols <= NARROW) {
    const sums = new Float64Array(c.length);
    if (narrow(A, B.data, B.cols, sums)) {
      c.set(transposed(sums, B.cols, A.cols));
      return true;
    }
  }
  return kernelProduct({
    left: { matrix: A, along: 'columns' },
    right: { matrix: B, along: 'columns' },
    scale: null,
    lower: false,
    take: takeInto(c, B.cols),
  });
};

const timesVector = (A: Matrix, b: FloatArray, out?: Float64Array): Float64Array => {
  vector(WHERE, 'B', b, A.rows);
  const result = out ?? new Float64Array(A.cols);
  if (out !== undefined) {
    output(WHERE, 'out', out, A.cols);
    distinct(WHERE, 'out', out, 'B', b);
    distinct(WHERE, 'out', out, 'A', A.kind === 'dense' ? A.data : A.values);
    out.fill(0);
  }
  if (narrow(A, b, 1, result)) return result;
  if (A.kind === 'csr') csrBackward(A, 0, A.rows, b, 1, result);
  else denseBackward(A.data, 0, A.rows, A.cols, b, 1, result);
  return result;
};

const timesMatrix = (A: Matrix, B: DenseMatrix, out?: DenseMatrix): DenseMatrix => {
  denseMatrix(WHERE, 'B', B, A.rows);
  const c =
    out === undefined
      ? new Float64Array(A.cols * B.cols)
      : outputMatrix(WHERE, 'out', out, A.cols, B.cols);
  if (out !== undefined) {
    distinct(WHERE, 'out', c, 'B', B.data);
    distinct(WHERE, 'out', c, 'A', A.kind === 'dense' ? A.data : A.values);
  }
  if (A.kind === 'csr') csrTransposeTimesDense(A, B.data, B.cols, c);
  else if (!byKernels(A, B, c)) {
    denseTransposeTimesDense(A.data, A.rows, A.cols, B.data, B.cols, c);
  }
  return out ?? { kind: 'dense', rows: A.cols, cols: B.cols, data: c };
};

/**
 * Aᵀ·B, summed in float64, without a transposed copy of A.
 *
 * @param A rows×cols, dense or sparse
 * @param B a vector of rows numbers, or a dense rows×width matrix
 * @param out where the result goes (float64, apart from A and B); a new array otherwise
 * @returns the same kind as B: cols numbers, or a dense cols×width matrix
 * @throws TypeError or RangeError that names the argument, what was expected and what came
 * @example
 * transposeMultiply(fromRows([[1, 2], [3, 4]]), Float64Array.of(1, 1)); // Float64Array [4, 6]
 */
export function transposeMultiply(A: Matrix, B: FloatArray, out?: Float64Array): Float64Array;
export function transposeMultiply(A: Matrix, B: DenseMatrix, out?: DenseMatrix): DenseMatrix;
export function transposeMultiply(
  A: Matrix,
  B: FloatArray | DenseMatrix,
  out?: Float64Array | DenseMatrix,
): Float64Array | DenseMatrix {
  matrix(WHERE, 'A', A);
  return ArrayBuffer.isView(B)
    ? timesVector(A, B, out as Float64Array | undefined)
    : timesMatrix(A, B, out as DenseMatrix | undefined);
}

import {
  denseMatrix,
  distinct,
  isFloat64,
  matrix,
  output,
  outputMatrix,
  vector,
} from './arguments.ts';
import { densePass } from './kernels/dense-pass.ts';
import { kernelProduct, takeInto } from './kernels/product.ts';
import { sparsePass } from './kernels/sparse-pass.ts';
import { csrTimesDense } from './plain/csr-product.ts';
import { csrForward } from './plain/csr-walk.ts';
import { denseTimesDense } from './plain/dense-product.ts';
import { denseForward } from './plain/dense-walk.ts';
import { transposed } from './plain/transposed.ts';
import type { DenseMatrix, FloatArray, Matrix } from './types.ts';

/**
 * Up to so many columns of B, A·B is a walk over the rows of A with a dot product for each column; from
 * there on packing A pays. The width of B alone decides, so that rows stay independent to the bit.
 */
const NARROW = 16;

/** A·B by a pass over A, B given transposed (width×cols); false without kernels. */
const narrow = (A: Matrix, width: number, turned: Float64Array, c: Float64Array): boolean => {
  const pass = {
    coefficients: turned,
    intercepts: null,
    visit: (block: Float64Array, start: number) => c.set(block, start * width),
    gradient: null,
    interceptGradient: null,
  };
  return A.kind === 'dense' ? densePass(A, width, pass) : sparsePass(A, width, pass);
};

const byKernels = (A: DenseMatrix, B: DenseMatrix, c: Float64Array): boolean => {
  if (c.length === 0) return true;
  if (B.cols <= NARROW && narrow(A, B.cols, transposed(B.data, B.rows, B.cols), c)) return true;
  return kernelProduct({
    left: { matrix: A, along: 'rows' },
    right: { matrix: B, along: 'columns' },
    scale: null,
    lower: false,
    take: takeInto(c, B.cols),
  });
};

const timesVector = (A: Matrix, b: FloatArray, out?: Float64Array): Float64Array => {
  vector('multiply', 'B', b, A.cols);
  const result = out ?? new Float64Array(A.rows);
  if (out !== undefined) {
    output('multiply', 'out', out, A.rows);
    distinct('multiply', 'out', out, 'B', b);
    distinct('multiply', 'out', out, 'A', A.kind === 'dense' ? A.data : A.values);
  }
  if (narrow(A, 1, isFloat64(b) ? b : Float64Array.from(b), result)) return result;
  if (A.kind === 'csr') csrForward(A, 0, A.rows, b, null, 1, result);
  else denseForward(A.data, 0, A.rows, A.cols, b, null, 1, result);
  return result;
};

const timesMatrix = (A: Matrix, B: DenseMatrix, out?: DenseMatrix): DenseMatrix => {
  denseMatrix('multiply', 'B', B, A.cols);
  const c =
    out === undefined
      ? new Float64Array(A.rows * B.cols)
      : outputMatrix('multiply', 'out', out, A.rows, B.cols);
  if (out !== undefined) {
    distinct('multiply', 'out', c, 'B', B.data);
    distinct('multiply', 'out', c, 'A', A.kind === 'dense' ? A.data : A.values);
  }
  if (A.kind === 'csr') csrTimesDense(A, B.data, B.cols, c);
  else if (!byKernels(A, B, c)) denseTimesDense(A.data, A.rows, A.cols, B.data, B.cols, c);
  return out ?? { kind: 'dense', rows: A.rows, cols: B.cols, data: c };
};

/**
 * A·B, summed in float64.
 *
 * @param A rows×cols, dense or sparse
 * @param B a vector of cols numbers, or a dense cols×width matrix
 * @param out where the result goes (float64, apart from A and B); a new array otherwise
 * @returns the same kind as B: rows numbers, or a dense rows×width matrix
 * @throws TypeError or RangeError that names the argument, what was expected and what came
 * @example
 * multiply(fromRows([[1, 2], [3, 4]]), Float64Array.of(1, 1)); // Float64Array [3, 7]
 */
export function multiply(A: Matrix, B: FloatArray, out?: Float64Array): Float64Array;
export function multiply(A: Matrix, B: DenseMatrix, out?: DenseMatrix): DenseMatrix;
export function multiply(
  A: Matrix,
  B: FloatArray | DenseMatrix,
  out?: Float64Array | DenseMatrix,
): Float64Array | DenseMatrix {
  matrix('multiply', 'A', A);
  return ArrayBuffer.isView(B)
    ? timesVector(A, B, out as Float64Array | undefined)
    : timesMatrix(A, B, out as DenseMatrix | undefined);
}

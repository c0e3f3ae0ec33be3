import {
  denseMatrix,
  distinct,
  matrix,
  output,
  outputMatrix,
  scaledView,
  vector,
} from './arguments.ts';
import { BACKWARD } from './kernels/ways.ts';
import { COLUMNS_PER_PASS } from './multiply.ts';
import { runPass } from './pass.ts';
import { centerTransposed } from './scaled-products.ts';
import type { DenseMatrix, FloatArray, Matrix, ScaledMatrix } from './types.ts';

const WHERE = 'transposeMultiply';

/** sums (columns×cols) += Cᵀ·A by one pass over A, `fill` giving the rows of C (rows×columns). */
const pass = (
  A: Matrix,
  columns: number,
  fill: (block: Float64Array, start: number, count: number) => void,
  sums: Float64Array,
): void =>
  runPass(A, columns, {
    forward: null,
    coefficients: null,
    intercepts: null,
    visit: fill,
    backward: BACKWARD,
    gradient: sums,
    interceptGradient: null,
  });

const timesVector = (A: Matrix, b: FloatArray, out?: Float64Array): Float64Array => {
  vector(WHERE, 'B', b, A.rows);
  const result = out ?? new Float64Array(A.cols);
  if (out !== undefined) {
    output(WHERE, 'out', out, A.cols);
    distinct(WHERE, 'out', out, 'B', b);
    distinct(WHERE, 'out', out, 'A', A.kind === 'dense' ? A.data : A.values);
    out.fill(0);
  }
  pass(A, 1, (block, start, count) => block.set(b.subarray(start, start + count)), result);
  return result;
};

const timesMatrix = (A: Matrix, B: DenseMatrix, out?: DenseMatrix): DenseMatrix => {
  const { cols: width, data: b } = denseMatrix(WHERE, 'B', B, A.rows);
  const c =
    out === undefined
      ? new Float64Array(A.cols * width)
      : outputMatrix(WHERE, 'out', out, A.cols, width);
  if (out !== undefined) {
    distinct(WHERE, 'out', c, 'B', b);
    distinct(WHERE, 'out', c, 'A', A.kind === 'dense' ? A.data : A.values);
  }
  for (let first = 0; first < width; first += COLUMNS_PER_PASS) {
    const columns = Math.min(COLUMNS_PER_PASS, width - first);
    const sums = new Float64Array(columns * A.cols);
    const fill = (block: Float64Array, start: number, count: number): void => {
      for (let i = 0; i < count; i++) {
        const from = (start + i) * width + first;
        for (let k = 0; k < columns; k++) block[i * columns + k] = b[from + k];
      }
    };
    pass(A, columns, fill, sums);
    for (let j = 0; j < A.cols; j++) {
      for (let k = 0; k < columns; k++) c[j * width + first + k] = sums[k * A.cols + j];
    }
  }
  return out ?? { kind: 'dense', rows: A.cols, cols: width, data: c };
};

/**
 * Aᵀ·B, summed in float64, without a transposed copy of A.
 *
 * @param A rows×cols, dense or sparse, or a view made by `scaled`
 * @param B a vector of rows numbers, or a dense rows×width matrix
 * @param out where the result goes (float64, apart from A and B); a new array otherwise
 * @returns the same kind as B: cols numbers, or a dense cols×width matrix
 * @throws TypeError or RangeError that names the argument, what was expected and what came
 * @example
 * transposeMultiply(fromRows([[1, 2], [3, 4]]), Float64Array.of(1, 1)); // Float64Array [4, 6]
 */
export function transposeMultiply(
  A: Matrix | ScaledMatrix,
  B: FloatArray,
  out?: Float64Array,
): Float64Array;
export function transposeMultiply(
  A: Matrix | ScaledMatrix,
  B: DenseMatrix,
  out?: DenseMatrix,
): DenseMatrix;
export function transposeMultiply(
  A: Matrix | ScaledMatrix,
  B: FloatArray | DenseMatrix,
  out?: Float64Array | DenseMatrix,
): Float64Array | DenseMatrix {
  const view = scaledView(WHERE, 'A', A);
  if (view !== undefined) {
    if (ArrayBuffer.isView(B)) {
      const product = timesVector(view.matrix, B, out as Float64Array | undefined);
      centerTransposed(view, B, 1, product);
      return product;
    }
    const product = timesMatrix(view.matrix, B, out as DenseMatrix | undefined);
    centerTransposed(view, B.data, B.cols, product.data as Float64Array);
    return product;
  }
  A = A as Matrix;
  matrix(WHERE, 'A', A);
  return ArrayBuffer.isView(B)
    ? timesVector(A, B, out as Float64Array | undefined)
    : timesMatrix(A, B, out as DenseMatrix | undefined);
}

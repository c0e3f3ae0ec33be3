import { matrix, scaledView } from './arguments.ts';
import { factors } from './factors.ts';
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

/** Aᵀ times B (rows×width), written to c. */
const product = (A: Matrix, width: number, b: FloatArray, c: Float64Array): void => {
  for (let first = 0; first < width; first += COLUMNS_PER_PASS) {
    const columns = Math.min(COLUMNS_PER_PASS, width - first);
    const sums = width === 1 ? c.fill(0) : new Float64Array(columns * A.cols);
    const fill = (block: Float64Array, start: number, count: number): void => {
      if (width === 1) block.set(b.subarray(start, start + count));
      else {
        for (let i = 0; i < count; i++) {
          const from = (start + i) * width + first;
          for (let k = 0; k < columns; k++) block[i * columns + k] = b[from + k];
        }
      }
    };
    pass(A, columns, fill, sums);
    for (let j = 0; j < A.cols && width > 1; j++) {
      for (let k = 0; k < columns; k++) c[j * width + first + k] = sums[k * A.cols + j];
    }
  }
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
  const M = view?.matrix ?? matrix(WHERE, 'A', A);
  const { width, b, c, wrapped } = factors(WHERE, M, M.rows, M.cols, B, out);
  product(M, width, b, c);
  if (view !== undefined) centerTransposed(view, b, width, c);
  return wrapped;
}

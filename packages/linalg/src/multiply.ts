import { isFloat64, matrix, scaledView } from './arguments.ts';
import { factors } from './factors.ts';
import { FORWARD } from './kernels/ways.ts';
import { runPass } from './pass.ts';
import { centerProduct, unscaledRows } from './scaled-products.ts';
import type { DenseMatrix, FloatArray, Matrix, ScaledMatrix } from './types.ts';

/** Columns of B that one pass over A serves: sixteen already keep the arithmetic busy. */
export const COLUMNS_PER_PASS = 16;

/** Rows of A times `turned` (width×cols): one pass over A. */
const pass = (
  A: Matrix,
  width: number,
  turned: Float64Array,
  take: (block: Float64Array, start: number, count: number) => void,
): void =>
  runPass(A, width, {
    forward: FORWARD,
    coefficients: turned,
    intercepts: null,
    visit: take,
    backward: null,
    gradient: null,
    interceptGradient: null,
  });

/** The rows of A times B (cols×width), written to c. */
const product = (A: Matrix, width: number, b: FloatArray, c: Float64Array): void => {
  for (let first = 0; first < width; first += COLUMNS_PER_PASS) {
    const columns = Math.min(COLUMNS_PER_PASS, width - first);
    const isVector = width === 1 && isFloat64(b);
    const turned = isVector ? b : new Float64Array(columns * A.cols);
    for (let j = 0; j < A.cols && !isVector; j++) {
      for (let k = 0; k < columns; k++) turned[k * A.cols + j] = b[j * width + first + k];
    }
    pass(A, columns, turned, (block, start, count) => {
      if (columns === width) c.set(block, start * width);
      else {
        for (let i = 0; i < count; i++) {
          const to = (start + i) * width + first;
          for (let k = 0; k < columns; k++) c[to + k] = block[i * columns + k];
        }
      }
    });
  }
};

/**
 * A·B, summed in float64.
 *
 * @param A rows×cols, dense or sparse, or a view made by `scaled`
 * @param B a vector of cols numbers, or a dense cols×width matrix
 * @param out where the result goes (float64, apart from A and B); a new array otherwise
 * @returns the same kind as B: rows numbers, or a dense rows×width matrix
 * @throws TypeError or RangeError that names the argument, what was expected and what came
 * @example
 * multiply(fromRows([[1, 2], [3, 4]]), Float64Array.of(1, 1)); // Float64Array [3, 7]
 */
export function multiply(A: Matrix | ScaledMatrix, B: FloatArray, out?: Float64Array): Float64Array;
export function multiply(A: Matrix | ScaledMatrix, B: DenseMatrix, out?: DenseMatrix): DenseMatrix;
export function multiply(
  A: Matrix | ScaledMatrix,
  B: FloatArray | DenseMatrix,
  out?: Float64Array | DenseMatrix,
): Float64Array | DenseMatrix {
  const view = scaledView('multiply', 'A', A);
  const M = view?.matrix ?? matrix('multiply', 'A', A);
  const { width, b, c, wrapped } = factors('multiply', M, M.cols, M.rows, B, out);
  const rows = view === undefined ? b : unscaledRows(view, b, width);
  product(M, width, rows, c);
  if (view !== undefined) centerProduct(view, rows as Float64Array, width, c);
  return wrapped;
}

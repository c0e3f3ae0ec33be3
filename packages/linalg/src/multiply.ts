import {
  denseMatrix,
  distinct,
  isFloat64,
  matrix,
  output,
  outputMatrix,
  scaledView,
  vector,
} from './arguments.ts';
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

const timesVector = (A: Matrix, b: FloatArray, out?: Float64Array): Float64Array => {
  vector('multiply', 'B', b, A.cols);
  const c = out ?? new Float64Array(A.rows);
  if (out !== undefined) {
    output('multiply', 'out', out, A.rows);
    distinct('multiply', 'out', out, 'B', b);
    distinct('multiply', 'out', out, 'A', A.kind === 'dense' ? A.data : A.values);
  }
  pass(A, 1, isFloat64(b) ? b : Float64Array.from(b), (block, start) => c.set(block, start));
  return c;
};

const timesMatrix = (A: Matrix, B: DenseMatrix, out?: DenseMatrix): DenseMatrix => {
  const { cols: width, data: b } = denseMatrix('multiply', 'B', B, A.cols);
  const c =
    out === undefined
      ? new Float64Array(A.rows * width)
      : outputMatrix('multiply', 'out', out, A.rows, width);
  if (out !== undefined) {
    distinct('multiply', 'out', c, 'B', b);
    distinct('multiply', 'out', c, 'A', A.kind === 'dense' ? A.data : A.values);
  }
  for (let first = 0; first < width; first += COLUMNS_PER_PASS) {
    const columns = Math.min(COLUMNS_PER_PASS, width - first);
    const turned = new Float64Array(columns * A.cols);
    for (let j = 0; j < A.cols; j++) {
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
  return out ?? { kind: 'dense', rows: A.rows, cols: width, data: c };
};

const timesView = (
  view: ScaledMatrix,
  B: FloatArray | DenseMatrix,
  out?: Float64Array | DenseMatrix,
): Float64Array | DenseMatrix => {
  if (ArrayBuffer.isView(B)) {
    const rows = unscaledRows(view, vector('multiply', 'B', B, view.cols), 1);
    const product = timesVector(view.matrix, rows, out as Float64Array | undefined);
    centerProduct(view, rows, 1, product);
    return product;
  }
  const { cols: width, data } = denseMatrix('multiply', 'B', B, view.cols);
  const rows = unscaledRows(view, data, width);
  const turned = { kind: 'dense', rows: view.cols, cols: width, data: rows } as const;
  const product = timesMatrix(view.matrix, turned, out as DenseMatrix | undefined);
  centerProduct(view, rows, width, product.data as Float64Array);
  return product;
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
  if (view !== undefined) return timesView(view, B, out);
  A = A as Matrix;
  matrix('multiply', 'A', A);
  return ArrayBuffer.isView(B)
    ? timesVector(A, B, out as Float64Array | undefined)
    : timesMatrix(A, B, out as DenseMatrix | undefined);
}

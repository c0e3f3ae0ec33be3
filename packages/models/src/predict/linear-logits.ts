import type { CsrMatrix, FloatArray, Matrix } from '@betahat/linalg';
import { rangeError } from '@betahat/linalg/check';
import { checkFinite, denseOf, isRow, matrixOf, type Row, type Rows } from './rows.ts';

/** Fills `logits` with those of a matrix known to be sound: see {@link logitsInto}. */
export type Logits = (
  X: Matrix,
  coefficients: Float64Array,
  intercepts: Float64Array,
  logits: Float64Array,
) => void;

/**
 * x·Wᵀ + b for every row of X: rows×outputs, row by row.
 *
 * @param X rows, or one row, of as many columns as W has
 * @param coefficients W, outputs×columns
 * @param intercepts b, one per output
 * @param room numbers of a row in the buffer, the last of which the logits take, row by row
 */
export const linearLogits = (
  where: string,
  X: Rows | Row,
  coefficients: Float64Array,
  intercepts: Float64Array,
  into: Logits,
  room = intercepts.length,
): Float64Array => {
  const outputs = intercepts.length;
  const columns = coefficients.length / outputs;
  const matrix = matrixOf(where, isRow(X) ? ([X] as Rows) : X, packed);
  if (matrix.cols !== columns) {
    const what = isRow(X) ? 'the length of the row' : 'the number of columns of X';
    throw rangeError(where, what, `${columns} as in the fit`, matrix.cols);
  }
  const logits = new Float64Array(matrix.rows * room).subarray(matrix.rows * (room - outputs));
  into(matrix, coefficients, intercepts, logits);
  // An entry that is not finite makes its logit so too, whatever the coefficient: while all logits are
  // finite, X need not be read a second time.
  let rest = 0;
  for (let i = 0; i < logits.length; i++) rest += logits[i] * 0;
  if (rest !== 0) checkFinite(where, matrix);
  return logits;
};

/** Rows that were checked, as a matrix of float64. */
export const packed = (rows: readonly Row[]): Matrix => {
  const cols = rows[0].length;
  const data = new Float64Array(rows.length * cols);
  for (let i = 0; i < rows.length; i++) data.set(rows[i], i * cols);
  return denseOf(rows.length, cols, data);
};

/**
 * Logits in plain TypeScript, even columns summed apart from odd ones, each in order: the same bits in
 * every engine and on every platform, for a row alone, in a batch or from JSON, dense or sparse. So
 * does linalg's SIMD kernel for two outputs where it fuses no multiply-adds, and may take its place.
 */
export const logitsInto: Logits = (X, coefficients, intercepts, logits) => {
  const { rows, cols } = X;
  const outputs = intercepts.length;
  for (let k = 0; k < outputs; k++) {
    // A vector of its own: an offset into all of W costs a quarter of the time.
    const w = coefficients.subarray(k * cols, (k + 1) * cols);
    for (let i = 0; i < rows; i++) {
      const dot = X.kind === 'dense' ? denseDot(X.data, i * cols, w) : sparseDot(X, i, w);
      logits[i * outputs + k] = dot + intercepts[k];
    }
  }
};

const denseDot = (data: FloatArray, at: number, w: Float64Array): number => {
  const cols = w.length;
  let even = 0;
  let odd = 0;
  let j = 0;
  for (; j + 1 < cols; j += 2) {
    even += data[at + j] * w[j];
    odd += data[at + j + 1] * w[j + 1];
  }
  if (j < cols) even += data[at + j] * w[j];
  return even + odd;
};

const sparseDot = (
  { values, columns, rowStart }: CsrMatrix,
  i: number,
  w: Float64Array,
): number => {
  const sums = [0, 0];
  for (let e = rowStart[i]; e < rowStart[i + 1]; e++) {
    sums[columns[e] % 2] += values[e] * w[columns[e]];
  }
  return sums[0] + sums[1];
};

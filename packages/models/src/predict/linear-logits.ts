import type { CsrMatrix, FloatArray, Matrix } from '@betahat/linalg';
import { rangeError } from '@betahat/linalg/check';
import { checkFinite, denseOf, isRow, matrixOf, type Row, type Rows } from './rows.ts';

/**
 * x·Wᵀ + b for every row of X: rows×outputs, row by row.
 *
 * Plain TypeScript with one fixed order of summation (four sums, by column modulo 4): the same bits
 * in every engine and on every platform, for a row alone, in a batch or from JSON, dense or sparse.
 * The kernels that train use fused multiply-adds where the machine has them, and would not do.
 *
 * @param X rows, or one row, of as many columns as W has
 * @param coefficients W, outputs×columns
 * @param intercepts b, one per output
 */
export const linearLogits = (
  where: string,
  X: Rows | Row,
  coefficients: Float64Array,
  intercepts: Float64Array,
): Float64Array => {
  const outputs = intercepts.length;
  const columns = coefficients.length / outputs;
  const matrix = matrixOf(where, isRow(X) ? ([X] as Rows) : X, packed);
  if (matrix.cols !== columns) {
    const what = isRow(X) ? 'the length of the row' : 'the number of columns of X';
    throw rangeError(where, what, `${columns} as in the fit`, matrix.cols);
  }
  const logits = logitsOf(matrix, coefficients, intercepts);
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

/** As linearLogits, of a matrix known to be sound. */
export const logitsOf = (
  X: Matrix,
  coefficients: Float64Array,
  intercepts: Float64Array,
): Float64Array => {
  const { rows, cols } = X;
  const outputs = intercepts.length;
  const logits = new Float64Array(rows * outputs);
  for (let k = 0; k < outputs; k++) {
    // A vector of its own: an offset into all of W costs a quarter of the time.
    const w = coefficients.subarray(k * cols, (k + 1) * cols);
    for (let i = 0; i < rows; i++) {
      const dot = X.kind === 'dense' ? denseDot(X.data, i * cols, w) : sparseDot(X, i, w);
      logits[i * outputs + k] = dot + intercepts[k];
    }
  }
  return logits;
};

const denseDot = (data: FloatArray, at: number, w: Float64Array): number => {
  const cols = w.length;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let j = 0;
  for (; j + 3 < cols; j += 4) {
    a += data[at + j] * w[j];
    b += data[at + j + 1] * w[j + 1];
    c += data[at + j + 2] * w[j + 2];
    d += data[at + j + 3] * w[j + 3];
  }
  for (const whole = j; j < cols; j++) {
    const term = data[at + j] * w[j];
    if (j === whole) a += term;
    else if (j === whole + 1) b += term;
    else c += term;
  }
  return a + b + (c + d);
};

const sparseDot = (
  { values, columns, rowStart }: CsrMatrix,
  i: number,
  w: Float64Array,
): number => {
  const sums = [0, 0, 0, 0];
  for (let e = rowStart[i]; e < rowStart[i + 1]; e++) {
    sums[columns[e] % 4] += values[e] * w[columns[e]];
  }
  return sums[0] + sums[1] + (sums[2] + sums[3]);
};

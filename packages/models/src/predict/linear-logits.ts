import type { Matrix } from '@betahat/linalg';
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

const packed = (rows: readonly Row[]): Matrix => {
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
  const outputs = intercepts.length;
  const logits = new Float64Array(X.rows * outputs);
  for (let i = 0; i < X.rows; i++) {
    for (let k = 0; k < outputs; k++) {
      const sum =
        X.kind === 'dense'
          ? denseDot(X.data, i * X.cols, X.cols, coefficients, k * X.cols)
          : sparseDot(
              X.values,
              X.columns,
              X.rowStart[i],
              X.rowStart[i + 1],
              coefficients,
              k * X.cols,
            );
      logits[i * outputs + k] = sum + intercepts[k];
    }
  }
  return logits;
};

const denseDot = (
  data: ArrayLike<number>,
  at: number,
  cols: number,
  w: Float64Array,
  from: number,
): number => {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const whole = cols - (cols % 4);
  for (let j = 0; j < whole; j += 4) {
    a += data[at + j] * w[from + j];
    b += data[at + j + 1] * w[from + j + 1];
    c += data[at + j + 2] * w[from + j + 2];
    d += data[at + j + 3] * w[from + j + 3];
  }
  for (let j = whole; j < cols; j++) {
    const term = data[at + j] * w[from + j];
    if (j === whole) a += term;
    else if (j === whole + 1) b += term;
    else c += term;
  }
  return a + b + (c + d);
};

const sparseDot = (
  values: ArrayLike<number>,
  columns: Uint32Array,
  start: number,
  end: number,
  w: Float64Array,
  from: number,
): number => {
  const sums = [0, 0, 0, 0];
  for (let at = start; at < end; at++) sums[columns[at] % 4] += values[at] * w[from + columns[at]];
  return sums[0] + sums[1] + (sums[2] + sums[3]);
};

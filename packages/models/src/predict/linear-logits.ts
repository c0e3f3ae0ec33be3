import type { Matrix } from '@betahat/linalg';
import { rangeError } from '@betahat/linalg/check';
import { denseOf, isRow, matrixOf, type Row, type Rows } from './rows.ts';

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
  if (isRow(X) && X.length !== columns) {
    throw rangeError(where, 'the length of the row', `${columns} as in the fit`, X.length);
  }
  const matrix = matrixOf(where, isRow(X) ? ([X] as Rows) : X, packed);
  if (matrix.cols !== columns) {
    throw rangeError(where, 'the number of columns of X', `${columns} as in the fit`, matrix.cols);
  }
  return logitsOf(matrix, coefficients, intercepts);
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
  if (whole < cols) a += data[at + whole] * w[from + whole];
  if (whole + 1 < cols) b += data[at + whole + 1] * w[from + whole + 1];
  if (whole + 2 < cols) c += data[at + whole + 2] * w[from + whole + 2];
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

import {
  type CsrMatrix,
  csr,
  type DenseMatrix,
  dense,
  type FloatArray,
  fromRows,
  type Matrix,
} from '@betahat/linalg';
import { rangeError, typeError } from '@betahat/linalg/check';

/** The rows of a fit or a prediction, in any of the forms a caller may have them. */
export type Rows = Matrix | readonly (readonly number[])[] | readonly FloatArray[];

/** One row on its own. */
export type Row = readonly number[] | FloatArray;

export const isRow = (X: Rows | Row): X is Row =>
  X instanceof Float64Array ||
  X instanceof Float32Array ||
  (Array.isArray(X) && X.length > 0 && !isNested(X[0]));

const isNested = (value: unknown): boolean => typeof value === 'object' && value !== null;

/**
 * The design matrix of a caller's rows: matrices are taken as they are (no copy), rows are copied
 * once into a matrix; every entry is checked to be finite.
 *
 * @throws TypeError or RangeError that names the entry, what was expected and what came
 */
export const toDesignMatrix = (where: string, X: Rows, columns?: number): Matrix => {
  const matrix = asMatrix(where, X);
  if (matrix.rows === 0) throw rangeError(where, 'X', 'a matrix with at least one row', X);
  if (matrix.cols === 0) throw rangeError(where, 'X', 'a matrix with at least one column', X);
  if (columns !== undefined && matrix.cols !== columns) {
    throw rangeError(where, 'the number of columns of X', `${columns} as in the fit`, matrix.cols);
  }
  const at = firstNonFinite(matrix.kind === 'dense' ? matrix.data : matrix.values);
  if (at >= 0) throw nonFinite(where, matrix, at);
  return matrix;
};

const asMatrix = (where: string, X: Rows): Matrix => {
  if (typeof X !== 'object' || X === null) {
    throw typeError(where, 'X', 'a matrix or an array of rows', X);
  }
  // Structural copies (another copy of linalg, a worker's message) pass the checks of construction again.
  if ('kind' in X) {
    if (X.kind === 'dense') return dense(X.rows, X.cols, X.data);
    if (X.kind === 'csr') return csr(X.rows, X.cols, X.values, X.columns, X.rowStart);
    throw typeError(where, 'X.kind', "'dense' or 'csr'", (X as { kind: unknown }).kind);
  }
  if (!Array.isArray(X)) throw typeError(where, 'X', 'a matrix or an array of rows', X);
  if (X.length === 0) throw rangeError(where, 'X', 'an array of at least one row', X);
  checkRows(where, X);
  return fromRows(X as readonly number[][]);
};

/** fromRows would say the same of itself; here the message carries the caller's function and `X`. */
const checkRows = (where: string, X: readonly unknown[]): void => {
  const width = (X[0] as ArrayLike<number> | null | undefined)?.length;
  for (let i = 0; i < X.length; i++) {
    const row = X[i];
    if (row instanceof Float64Array || row instanceof Float32Array) {
      if (row.length !== width) throw ragged(where, i, width, row.length);
      continue;
    }
    if (!Array.isArray(row)) {
      throw typeError(where, `X[${i}]`, 'an array of numbers (one row)', row);
    }
    if (row.length !== width) throw ragged(where, i, width, row.length);
    for (let j = 0; j < row.length; j++) {
      if (typeof row[j] !== 'number')
        throw typeError(where, `X[${i}][${j}]`, 'a finite number', row[j]);
    }
  }
};

const ragged = (where: string, i: number, width: number | undefined, got: number): RangeError =>
  rangeError(where, `X[${i}].length`, `${width} like the first row`, got);

/**
 * Position of the first NaN or infinity, −1 if there is none. x·0 is 0 for every finite x and NaN
 * otherwise, so the common case is one multiply-add per entry with four independent sums.
 */
export const firstNonFinite = (data: FloatArray): number => {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const whole = data.length - (data.length % 4);
  for (let i = 0; i < whole; i += 4) {
    a += data[i]! * 0;
    b += data[i + 1]! * 0;
    c += data[i + 2]! * 0;
    d += data[i + 3]! * 0;
  }
  for (let i = whole; i < data.length; i++) a += data[i]! * 0;
  if (a + b + c + d === 0) return -1;
  return data.findIndex((value) => !Number.isFinite(value));
};

const nonFinite = (where: string, matrix: Matrix, at: number): RangeError => {
  const [row, column] = matrix.kind === 'dense' ? densePlace(matrix, at) : csrPlace(matrix, at);
  const value = matrix.kind === 'dense' ? matrix.data[at] : matrix.values[at];
  return rangeError(where, `X[${row}][${column}]`, 'a finite number', value);
};

const densePlace = (matrix: DenseMatrix, at: number): [number, number] => [
  Math.floor(at / matrix.cols),
  at % matrix.cols,
];

const csrPlace = (matrix: CsrMatrix, at: number): [number, number] => {
  let row = 0;
  while (matrix.rowStart[row + 1]! <= at) row++;
  return [row, matrix.columns[at]!];
};

import { csr, type FloatArray, fromRows, type Matrix } from '@betahat/linalg';
import type { LinearProblem } from './objective/problem.ts';
import { checkFinite, denseOf, entriesOf, matrixOf, type Row, type Rows } from './predict/rows.ts';

/**
 * The design matrix of a fit: matrices are taken as they are (no copy), rows are copied once, into
 * memory where the kernels read them fastest. Every entry of a sparse matrix is checked to be finite; a
 * dense one comes with that check, for the first gradient to make or to spare.
 *
 * @param isAsync rows are copied into memory that can be handed to a worker, and all is checked at once
 *
 * @throws TypeError or RangeError that names the entry, what was expected and what came
 */
export const toDesignMatrix = (
  where: string,
  X: Rows,
  isAsync: boolean,
): Pick<LinearProblem, 'X' | 'unchecked'> => {
  const matrix = matrixOf(where, X, (rows) =>
    isAsync ? movableRows(rows) : fromRows(rows as readonly FloatArray[]),
  );
  const check = (): void => {
    if (!isAllFinite(entriesOf(matrix))) checkFinite(where, matrix);
  };
  if (matrix.kind === 'dense' && !isAsync) {
    return { X: matrix, unchecked: { of: matrix, check, isChecked: false } };
  }
  check();
  // The kernels trust the order of a sparse matrix's columns, so it is checked once, entry by entry.
  if (matrix.kind === 'csr') {
    csr(matrix.rows, matrix.cols, matrix.values, matrix.columns, matrix.rowStart);
  }
  return { X: matrix };
};

/** As fromRows, in ordinary memory. */
const movableRows = (rows: readonly Row[]): Matrix => {
  const cols = rows[0].length;
  const single = rows.every((row) => row instanceof Float32Array);
  const data = new (single ? Float32Array : Float64Array)(rows.length * cols);
  rows.forEach((row, i) => {
    data.set(row, i * cols);
  });
  return denseOf(rows.length, cols, data);
};

/**
 * Whether every number is finite. x·0 is 0 for every finite x and NaN otherwise: one multiply-add per
 * entry with four independent sums.
 */
const isAllFinite = (data: FloatArray): boolean => {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const whole = data.length - (data.length % 4);
  for (let i = 0; i < whole; i += 4) {
    a += data[i] * 0;
    b += data[i + 1] * 0;
    c += data[i + 2] * 0;
    d += data[i + 3] * 0;
  }
  for (let i = whole; i < data.length; i++) a += data[i] * 0;
  return a + b + c + d === 0;
};

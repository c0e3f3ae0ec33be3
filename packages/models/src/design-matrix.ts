import { csr, type FloatArray, fromRows, type Matrix } from '@betahat/linalg';
import { denseOf, matrixOf, type Row, type Rows } from './predict/rows.ts';

/**
 * The design matrix of a fit: matrices are taken as they are (no copy), rows are copied once, into
 * memory where the kernels read them fastest; every entry is checked to be finite.
 *
 * @param movable rows are copied into memory that can be handed to a worker instead
 *
 * @throws TypeError or RangeError that names the entry, what was expected and what came
 */
export const toDesignMatrix = (where: string, X: Rows, movable = false): Matrix => {
  const matrix = matrixOf(where, X, (rows) =>
    movable ? movableRows(rows) : fromRows(rows as readonly FloatArray[]),
  );
  // The kernels trust the order of a sparse matrix's columns, so it is checked once, entry by entry.
  if (matrix.kind === 'csr') {
    csr(matrix.rows, matrix.cols, matrix.values, matrix.columns, matrix.rowStart);
  }
  return matrix;
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

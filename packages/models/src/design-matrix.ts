import { csr, type FloatArray, fromRows, type Matrix } from '@betahat/linalg';
import { matrixOf, type Rows } from './predict/rows.ts';

/**
 * The design matrix of a fit: matrices are taken as they are (no copy), rows are copied once, into
 * memory where the kernels read them fastest; every entry is checked to be finite.
 *
 * @throws TypeError or RangeError that names the entry, what was expected and what came
 */
export const toDesignMatrix = (where: string, X: Rows): Matrix => {
  const matrix = matrixOf(where, X, (rows) => fromRows(rows as readonly FloatArray[]));
  // The kernels trust the order of a sparse matrix's columns, so it is checked once, entry by entry.
  if (matrix.kind === 'csr') {
    csr(matrix.rows, matrix.cols, matrix.values, matrix.columns, matrix.rowStart);
  }
  return matrix;
};

import { type CsrMatrix, csr, type DenseMatrix } from '@betahat/linalg';
import type { EncodedColumn } from './encoded-column.ts';

/** Writes one encoded column into its outputs, from `first` on, of a matrix of zeros. */
export const writeDense = (matrix: DenseMatrix, first: number, encoded: EncodedColumn): void => {
  const { places, values, holes, indicator } = encoded;
  const { cols, data } = matrix;
  for (let row = 0; row < places.length; row++) {
    const place = places[row];
    if (place >= 0) data[row * cols + first + place] = values === null ? 1 : values[row];
    if (indicator >= 0 && holes[row] === 1) data[row * cols + first + indicator] = 1;
  }
};

/** A sparse matrix of encoded columns; `firsts[j]` is the first output of column j. */
export const assembleCsr = (
  rows: number,
  cols: number,
  firsts: readonly number[],
  encoded: readonly EncodedColumn[],
): CsrMatrix => {
  const rowStart = new Uint32Array(rows + 1);
  const entries = (visit: (row: number, output: number, value: number) => void) => {
    for (let row = 0; row < rows; row++) {
      for (let j = 0; j < encoded.length; j++) {
        const { places, values, holes, indicator } = encoded[j];
        const value = values === null ? 1 : values[row];
        if (places[row] >= 0 && value !== 0) visit(row, firsts[j] + places[row], value);
        if (indicator >= 0 && holes[row] === 1) visit(row, firsts[j] + indicator, 1);
      }
    }
  };
  entries((row) => {
    rowStart[row + 1] += 1;
  });
  for (let row = 0; row < rows; row++) rowStart[row + 1] += rowStart[row];
  const values = new Float64Array(rowStart[rows]);
  const columns = new Uint32Array(rowStart[rows]);
  let next = 0;
  entries((_, output, value) => {
    values[next] = value;
    columns[next] = output;
    next += 1;
  });
  return csr(rows, cols, values, columns, rowStart);
};

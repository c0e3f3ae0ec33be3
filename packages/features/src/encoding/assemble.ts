import { allocateCsr, type CsrMatrix, type DenseMatrix } from '@betahat/linalg';
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

/**
 * A sparse matrix of encoded columns; `firsts[j]` is the first output of column j. Outputs ascend from
 * column to column, and an indicator is the last of its column: so do the entries of a row.
 */
export const assembleCsr = (
  rows: number,
  cols: number,
  firsts: readonly number[],
  encoded: readonly EncodedColumn[],
): CsrMatrix => {
  const each = (visit: (row: number, output: number, value: number) => void) => {
    for (let row = 0; row < rows; row++) {
      for (let j = 0; j < encoded.length; j++) {
        const { places, values, holes, indicator } = encoded[j];
        const value = values === null ? 1 : values[row];
        if (places[row] >= 0 && value !== 0) visit(row, firsts[j] + places[row], value);
        if (indicator >= 0 && holes[row] === 1) visit(row, firsts[j] + indicator, 1);
      }
    }
  };
  let entries = 0;
  each(() => {
    entries += 1;
  });
  const matrix = allocateCsr(rows, cols, entries);
  const { values, columns, rowStart } = matrix;
  let next = 0;
  each((row, output, value) => {
    values[next] = value;
    columns[next] = output;
    next += 1;
    rowStart[row + 1] = next;
  });
  // Rows without an entry end where the one before does.
  for (let row = 0; row < rows; row++) {
    rowStart[row + 1] = Math.max(rowStart[row], rowStart[row + 1]);
  }
  return matrix;
};

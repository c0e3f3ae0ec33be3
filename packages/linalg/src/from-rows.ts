import { allocate } from './allocate.ts';
import { isFloatArray } from './arguments.ts';
import { rangeError, typeError } from './check.ts';
import type { DenseMatrix, FloatArray } from './types.ts';

const float32 = (row: unknown): boolean => isFloatArray(row) && row.BYTES_PER_ELEMENT === 4;

/**
 * A dense matrix with a copy of the given rows. Rows that are all Float32Array stay float32.
 *
 * @param rows rows of equal length, each an array of numbers or a typed array
 * @throws TypeError where something is not a number or not a row, RangeError where a row has
 *   another length than the first; both name the place, as `rows[2][1]`
 * @example
 * const A = fromRows([[1, 2, 3], [4, 5, 6]]);
 * A.rows; // 2
 * A.cols; // 3
 */
export const fromRows = (
  rows: readonly (readonly number[])[] | readonly FloatArray[],
): DenseMatrix => {
  if (!Array.isArray(rows)) throw typeError('fromRows', 'rows', 'an array of rows', rows);
  const cols = rows.length === 0 ? 0 : (rows[0]?.length ?? 0);
  const storage = rows.length > 0 && rows.every(float32) ? 'float32' : 'float64';
  const matrix = allocate(rows.length, cols, storage);
  const { data } = matrix;
  for (let i = 0; i < rows.length; i++) {
    const row: readonly number[] | FloatArray = rows[i];
    const typed = isFloatArray(row);
    if (!typed && !Array.isArray(row)) {
      throw typeError('fromRows', `rows[${i}]`, 'an array of numbers or a typed array', row);
    }
    if (row.length !== cols) {
      throw rangeError('fromRows', `rows[${i}].length`, String(cols), row.length);
    }
    if (typed) {
      data.set(row, i * cols);
      continue;
    }
    for (let j = 0; j < cols; j++) {
      const value: unknown = row[j];
      if (typeof value !== 'number') {
        throw typeError('fromRows', `rows[${i}][${j}]`, 'a number', value);
      }
      data[i * cols + j] = value;
    }
  }
  return matrix;
};

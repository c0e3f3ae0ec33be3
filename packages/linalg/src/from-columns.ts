import { allocate } from './allocate.ts';
import { isFloatArray } from './arguments.ts';
import { rangeError, typeError } from './check.ts';
import type { DenseMatrix, FloatArray } from './types.ts';

/**
 * A dense matrix (row-major, float64) with a copy of the given columns.
 *
 * @param columns columns of equal length, each an array of numbers or a typed array
 * @throws TypeError where something is not a number or not a column, RangeError where a column has
 *   another length than the first; both name the place, as `columns[2][1]`
 * @example
 * const A = fromColumns([[1, 4], [2, 5], [3, 6]]);
 * A.data; // Float64Array [1, 2, 3, 4, 5, 6]
 */
export const fromColumns = (
  columns: readonly (readonly number[])[] | readonly FloatArray[],
): DenseMatrix => {
  if (!Array.isArray(columns)) {
    throw typeError('fromColumns', 'columns', 'an array of columns', columns);
  }
  const cols = columns.length;
  const rows = cols === 0 ? 0 : (columns[0]?.length ?? 0);
  const matrix = allocate(rows, cols);
  const { data } = matrix;
  for (let j = 0; j < cols; j++) {
    const column: readonly number[] | FloatArray = columns[j];
    if (!isFloatArray(column) && !Array.isArray(column)) {
      throw typeError(
        'fromColumns',
        `columns[${j}]`,
        'an array of numbers or a typed array',
        column,
      );
    }
    if (column.length !== rows) {
      throw rangeError('fromColumns', `columns[${j}].length`, String(rows), column.length);
    }
    for (let i = 0; i < rows; i++) {
      const value: unknown = column[i];
      if (typeof value !== 'number') {
        throw typeError('fromColumns', `columns[${j}][${i}]`, 'a number', value);
      }
      data[i * cols + j] = value;
    }
  }
  return matrix;
};

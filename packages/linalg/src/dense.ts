import { size, vector } from './arguments.ts';
import { rangeError } from './check.ts';
import type { DenseMatrix, FloatArray } from './types.ts';

/** More entries than any engine can put into one typed array. */
const MOST_ENTRIES = 2 ** 53 - 1;

/** rows * cols, refused by name where it is no longer exact. */
export const entries = (where: string, rows: number, cols: number): number => {
  const count = rows * cols;
  if (count > MOST_ENTRIES) {
    throw rangeError(where, 'rows * cols', `at most ${MOST_ENTRIES}`, count);
  }
  return count;
};

/**
 * A dense rows×cols matrix over `data` (row-major, not copied), or one of zeros.
 *
 * @param rows number of rows, ≥ 0
 * @param cols number of columns, ≥ 0
 * @param data rows * cols numbers, row by row; Float32Array stays float32
 * @throws TypeError or RangeError that names the argument, what was expected and what came
 * @example
 * const A = dense(2, 3, Float64Array.of(1, 2, 3, 4, 5, 6));
 * A.data[1 * A.cols + 0]; // 4, the first entry of the second row
 */
export const dense = (rows: number, cols: number, data?: FloatArray): DenseMatrix => {
  size('dense', 'rows', rows);
  size('dense', 'cols', cols);
  const count = entries('dense', rows, cols);
  return {
    kind: 'dense',
    rows,
    cols,
    data: data === undefined ? new Float64Array(count) : vector('dense', 'data', data, count),
  };
};

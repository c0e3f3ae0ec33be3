import { size, vector } from './arguments.ts';
import { rangeError } from './check.ts';
import type { DenseMatrix, FloatArray } from './types.ts';

/** An array of zeros, refused by name where no engine has one so long. */
export const zeros = (
  where: string,
  rows: number,
  cols: number,
  storage = 'float64',
): FloatArray => {
  try {
    return new (storage === 'float64' ? Float64Array : Float32Array)(rows * cols);
  } catch {
    throw rangeError(where, 'rows * cols', 'a length that fits in memory', rows * cols);
  }
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
  const length = rows * cols;
  return {
    kind: 'dense',
    rows,
    cols,
    data: data === undefined ? zeros('dense', rows, cols) : vector('dense', 'data', data, length),
  };
};

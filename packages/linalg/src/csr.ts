import { isUint32, size, vector } from './arguments.ts';
import { rangeError, typeError } from './check.ts';
import type { CsrMatrix, FloatArray } from './types.ts';

/** Indices are 32 bits wide: columns up to 2^32 − 1, and as many entries. */
const MOST = 2 ** 32 - 1;

/** An index array as Uint32Array: that array itself, or a checked copy of ordinary numbers. */
const indices = (argument: string, given: Uint32Array | readonly number[]): Uint32Array => {
  if (isUint32(given)) return given;
  if (!Array.isArray(given)) {
    throw typeError('csr', argument, 'a Uint32Array or an array of integers', given);
  }
  const bad = given.findIndex((k) => !(Number.isInteger(k) && k >= 0 && k <= MOST));
  if (bad >= 0) {
    throw rangeError('csr', `${argument}[${bad}]`, 'an integer from 0 to 4294967295', given[bad]);
  }
  return Uint32Array.from(given);
};

/**
 * A sparse matrix in compressed rows over the given arrays (typed arrays are not copied).
 *
 * @param rows number of rows, ≥ 0
 * @param cols number of columns, 0 ≤ cols ≤ 2^32 − 1
 * @param values the stored entries, row by row
 * @param columns the column of each stored entry, strictly ascending within a row
 * @param rowStart rows + 1 offsets into `values`, from 0 to `values.length`, never descending
 * @throws TypeError or RangeError that names the argument and place, what was expected and what came
 * @example
 * // 0 7 0
 * // 5 0 6
 * const A = csr(2, 3, Float64Array.of(7, 5, 6), Uint32Array.of(1, 0, 2), Uint32Array.of(0, 1, 3));
 */
export const csr = (
  rows: number,
  cols: number,
  values: FloatArray,
  columns: Uint32Array | readonly number[],
  rowStart: Uint32Array | readonly number[],
): CsrMatrix => {
  size('csr', 'rows', rows);
  size('csr', 'cols', cols);
  if (cols > MOST) throw rangeError('csr', 'cols', `at most ${MOST}`, cols);
  vector('csr', 'values', values);
  if (values.length > MOST)
    throw rangeError('csr', 'values.length', `at most ${MOST}`, values.length);
  const column = indices('columns', columns);
  const start = indices('rowStart', rowStart);
  if (column.length !== values.length) {
    throw rangeError('csr', 'columns.length', String(values.length), column.length);
  }
  if (start.length !== rows + 1) {
    throw rangeError('csr', 'rowStart.length', String(rows + 1), start.length);
  }
  if (start[0] !== 0) throw rangeError('csr', 'rowStart[0]', '0', start[0]);
  if (start[rows] !== values.length) {
    throw rangeError('csr', `rowStart[${rows}]`, String(values.length), start[rows]);
  }
  for (let i = 0; i < rows; i++) {
    if (start[i + 1] < start[i]) {
      throw rangeError('csr', `rowStart[${i + 1}]`, `at least ${start[i]}`, start[i + 1]);
    }
    if (start[i + 1] > values.length) {
      throw rangeError('csr', `rowStart[${i + 1}]`, `at most ${values.length}`, start[i + 1]);
    }
    let least = 0;
    for (let k = start[i]; k < start[i + 1]; k++) {
      if (column[k] < least || column[k] >= cols) {
        const expected =
          column[k] >= cols ? `less than ${cols}` : `at least ${least} (ascending within row ${i})`;
        throw rangeError('csr', `columns[${k}]`, expected, column[k]);
      }
      least = column[k] + 1;
    }
  }
  return { kind: 'csr', rows, cols, values, columns: column, rowStart: start };
};

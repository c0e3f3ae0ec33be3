import { matrix } from './arguments.ts';
import { rangeError } from './check.ts';
import type { CsrMatrix, Matrix } from './types.ts';

/**
 * The matrix in compressed rows, zeros left out; storage (float32 or float64) is kept.
 * A sparse matrix is returned as it is.
 *
 * @throws TypeError where `m` is not a matrix; RangeError beyond 2^32 − 1 entries or columns
 * @example
 * toCsr(fromRows([[0, 7, 0], [5, 0, 6]])).columns; // Uint32Array [1, 0, 2]
 */
export const toCsr = (m: Matrix): CsrMatrix => {
  matrix('toCsr', 'm', m);
  if (m.kind === 'csr') return m;
  const { rows, cols, data } = m;
  if (cols > 2 ** 32 - 1) throw rangeError('toCsr', 'm.cols', `at most ${2 ** 32 - 1}`, cols);
  const rowStart = new Uint32Array(rows + 1);
  let count = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) if (data[i * cols + j] !== 0) count += 1;
    if (count > 2 ** 32 - 1) {
      throw rangeError('toCsr', 'the number of entries', `at most ${2 ** 32 - 1}`, count);
    }
    rowStart[i + 1] = count;
  }
  const values = data.BYTES_PER_ELEMENT === 4 ? new Float32Array(count) : new Float64Array(count);
  const columns = new Uint32Array(count);
  let k = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const value = data[i * cols + j];
      if (value === 0) continue;
      values[k] = value;
      columns[k] = j;
      k += 1;
    }
  }
  return { kind: 'csr', rows, cols, values, columns, rowStart };
};

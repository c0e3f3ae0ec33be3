import { allocateCsr } from './allocate-csr.ts';
import { matrix } from './arguments.ts';
import { rangeError } from './check.ts';
import type { CsrMatrix, Matrix } from './types.ts';

/**
 * The matrix in compressed rows, zeros left out; storage (float32 or float64) is kept.
 * A sparse matrix is returned as it is. From 4 MB on the result lies in kernel memory, as by `allocateCsr`.
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
  let count = 0;
  for (let k = 0; k < data.length; k++) if (data[k] !== 0) count += 1;
  if (count > 2 ** 32 - 1) {
    throw rangeError('toCsr', 'the number of entries', `at most ${2 ** 32 - 1}`, count);
  }
  const storage = data.BYTES_PER_ELEMENT === 4 ? 'float32' : 'float64';
  const S = allocateCsr(rows, cols, count, storage);
  const { values, columns, rowStart } = S;
  let k = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const value = data[i * cols + j];
      if (value === 0) continue;
      values[k] = value;
      columns[k] = j;
      k += 1;
    }
    rowStart[i + 1] = k;
  }
  return S;
};

import type { Storage } from './allocate.ts';
import { size } from './arguments.ts';
import { rangeError, typeError } from './check.ts';
import { ownMemory } from './kernels/places.ts';
import type { CsrMatrix } from './types.ts';

/** Indices are 32 bits wide. */
const MOST = 2 ** 32 - 1;

/**
 * A sparse rows×cols matrix with room for so many entries, to be filled: `values`, `columns` and
 * `rowStart` are zeros, which is a matrix without an entry. From 4 MB to 4 GB (12 bytes an entry, 4 a
 * row) all three lie in WebAssembly memory of a fixed size, where passes read them in place: 0.9 of the
 * time of a pass over ordinary arrays, which are staged. Float32 values, and smaller matrices, get
 * ordinary arrays.
 *
 * Fill in `rowStart` up to `rowStart[rows]` = entries, with columns ascending in each row, and let `csr`
 * check the result: the kernels trust it. What is said of `allocate` holds of the three arrays: they
 * cannot be transferred to another thread, and their common `buffer` holds more than the matrix.
 *
 * @param entries stored entries, 0 ≤ entries ≤ 2^32 − 1
 * @throws TypeError or RangeError that names the argument, what was expected and what came
 * @example
 * // 0 7 0
 * // 5 0 6
 * const { values, columns, rowStart } = allocateCsr(2, 3, 3);
 * values.set([7, 5, 6]);
 * columns.set([1, 0, 2]);
 * rowStart.set([0, 1, 3]);
 * const A = csr(2, 3, values, columns, rowStart); // over the same arrays
 */
export const allocateCsr = (
  rows: number,
  cols: number,
  entries: number,
  storage: Storage = 'float64',
): CsrMatrix => {
  const where = 'allocateCsr';
  size(where, 'rows', rows);
  size(where, 'cols', cols);
  size(where, 'entries', entries);
  if (cols > MOST) throw rangeError(where, 'cols', `at most ${MOST}`, cols);
  if (entries > MOST) throw rangeError(where, 'entries', `at most ${MOST}`, entries);
  if (storage !== 'float64' && storage !== 'float32') {
    throw typeError(where, 'storage', "'float64' or 'float32'", storage);
  }
  const kernel = storage === 'float64' ? ownMemory(12 * entries + 4 * (rows + 1)) : null;
  if (kernel !== null) {
    const { buffer } = kernel.memory;
    const at = kernel.end + 8 * entries;
    const values = new Float64Array(buffer, kernel.end, entries);
    const columns = new Uint32Array(buffer, at, entries);
    const rowStart = new Uint32Array(buffer, at + 4 * entries, rows + 1);
    return { kind: 'csr', rows, cols, values, columns, rowStart };
  }
  try {
    const values = new (storage === 'float64' ? Float64Array : Float32Array)(entries);
    const columns = new Uint32Array(entries);
    return { kind: 'csr', rows, cols, values, columns, rowStart: new Uint32Array(rows + 1) };
  } catch {
    throw rangeError(where, 'rows + entries', 'a length that fits in memory', rows + entries);
  }
};

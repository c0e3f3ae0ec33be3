import type { Storage } from '../allocate.ts';
import { allocate } from '../allocate.ts';
import { matrix, size } from '../arguments.ts';
import { rangeError, typeError } from '../check.ts';
import { currentEngine } from '../kernels/engine.ts';
import { countLive, hasRoom } from '../kernels/live.ts';
import type { CsrMatrix, DenseMatrix, FloatArray, Matrix } from '../types.ts';
import { sharingProblem } from './environment.ts';
import { createShared, MOST_SHARED, SHARED_DATA } from './shared-memory.ts';

/** As in `allocate`: smaller matrices are staged out of the caches, which costs little. */
const LEAST_BYTES = 4 << 20;

/** Whether the numbers of an array lie in memory that threads share. */
export const isShared = (array: ArrayBufferView): boolean =>
  Object.prototype.toString.call(array.buffer) === '[object SharedArrayBuffer]';

const kernelMemory = (bytes: number): ArrayBufferLike | null => {
  if (bytes < LEAST_BYTES || bytes > MOST_SHARED || !hasRoom()) return null;
  if (currentEngine() === 'plain') return null;
  try {
    const { buffer } = createShared(bytes);
    countLive(buffer);
    return buffer;
  } catch {
    return null;
  }
};

/** An array of zeros in shared memory. */
const sharedZeros = <T>(make: new (buffer: ArrayBuffer) => T, bytes: number, where: string): T => {
  try {
    return new make(new SharedArrayBuffer(bytes) as unknown as ArrayBuffer);
  } catch {
    throw rangeError(where, 'rows * cols', 'a length that fits in memory', bytes / 8);
  }
};

/**
 * A rows×cols matrix of zeros to be filled, in memory that threads share. From 4 MB on it is
 * WebAssembly memory, where every thread's kernels read it in place, as `allocate` gives to one.
 *
 * Where memory cannot be shared (a page that is not cross-origin isolated) it is `allocate`'s.
 *
 * @throws TypeError or RangeError that names the argument, what was expected and what came
 * @example
 * const X = allocateShared(1000, 20);
 * X.data.length; // 20000
 */
export const allocateShared = (
  rows: number,
  cols: number,
  storage: Storage = 'float64',
): DenseMatrix => {
  size('allocateShared', 'rows', rows);
  size('allocateShared', 'cols', cols);
  if (storage !== 'float64' && storage !== 'float32') {
    throw typeError('allocateShared', 'storage', "'float64' or 'float32'", storage);
  }
  if (sharingProblem() !== null) return allocate(rows, cols, storage);
  const count = rows * cols;
  const Floats = storage === 'float64' ? Float64Array : Float32Array;
  const buffer = kernelMemory(count * Floats.BYTES_PER_ELEMENT) as ArrayBuffer | null;
  const data: FloatArray =
    buffer === null
      ? sharedZeros<FloatArray>(Floats, count * Floats.BYTES_PER_ELEMENT, 'allocateShared')
      : new Floats(buffer, SHARED_DATA, count);
  return { kind: 'dense', rows, cols, data };
};

const sharedDense = (m: DenseMatrix): DenseMatrix => {
  const storage = m.data.BYTES_PER_ELEMENT === 4 ? 'float32' : 'float64';
  const copy = allocateShared(m.rows, m.cols, storage);
  copy.data.set(m.data);
  return copy;
};

/** All of a sparse matrix in one memory, so that kernels can read it where it is. */
const sharedCsr = (m: CsrMatrix): CsrMatrix => {
  const entries = m.rowStart[m.rows];
  const isDouble = m.values.BYTES_PER_ELEMENT === 8;
  const [valueBytes, columnBytes, startBytes] = [
    m.values.BYTES_PER_ELEMENT * entries,
    4 * entries,
    4 * (m.rows + 1),
  ];
  const total = valueBytes + columnBytes + startBytes;
  const kernel = isDouble ? kernelMemory(total) : null;
  const at = kernel === null ? 0 : SHARED_DATA;
  const buffer = (kernel ?? sharedZeros(Uint8Array, total, 'toShared').buffer) as ArrayBuffer;
  const Values = isDouble ? Float64Array : Float32Array;
  const values = new Values(buffer, at, entries);
  const columns = new Uint32Array(buffer, at + valueBytes, entries);
  const rowStart = new Uint32Array(buffer, at + valueBytes + columnBytes, m.rows + 1);
  values.set(m.values.subarray(0, entries));
  columns.set(m.columns.subarray(0, entries));
  rowStart.set(m.rowStart);
  return { ...m, values, columns, rowStart };
};

/** Whether all of a matrix lies in memory that threads share. */
export const isSharedMatrix = (m: Matrix): boolean =>
  m.kind === 'dense'
    ? isShared(m.data)
    : isShared(m.values) && isShared(m.columns) && isShared(m.rowStart);

/**
 * The matrix in memory that threads share: itself where it lies there or nothing can be shared, else a
 * copy. A copy takes about as long as two passes over the data, and the memory of a second matrix while
 * both are in use: worth it for many products, or one `gram` of 50 columns and more.
 *
 * @throws TypeError where `m` is not a matrix
 * @example
 * const A = toShared(fromRows([[1, 2], [3, 4]]));
 * A.data; // Float64Array [1, 2, 3, 4]
 */
export function toShared(m: DenseMatrix): DenseMatrix;
export function toShared(m: CsrMatrix): CsrMatrix;
export function toShared(m: Matrix): Matrix;
export function toShared(m: Matrix): Matrix {
  matrix('toShared', 'm', m);
  if (sharingProblem() !== null || isSharedMatrix(m)) return m;
  return m.kind === 'dense' ? sharedDense(m) : sharedCsr(m);
}

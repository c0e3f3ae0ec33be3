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

const kernelData = (count: number): Float64Array | null => {
  const bytes = 8 * count;
  if (bytes < LEAST_BYTES || bytes > MOST_SHARED || !hasRoom()) return null;
  if (currentEngine() === 'plain') return null;
  try {
    const { buffer } = createShared(bytes);
    countLive(buffer);
    return new Float64Array(buffer, SHARED_DATA, count);
  } catch {
    return null;
  }
};

/** An array of zeros in shared memory. */
const sharedZeros = <T>(
  make: new (buffer: SharedArrayBuffer) => T,
  bytes: number,
  where: string,
): T => {
  try {
    return new make(new SharedArrayBuffer(bytes));
  } catch {
    throw rangeError(where, 'rows * cols', 'a length that fits in memory', bytes / 8);
  }
};

/**
 * A rows×cols matrix of zeros to be filled, in memory that threads share. From 4 MB on float64 gets
 * WebAssembly memory, where every thread's kernels read it in place, as `allocate` gives to one.
 *
 * Where memory cannot be shared (a page that is not cross-origin isolated) it is `allocate`'s.
 *
 * @throws TypeError or RangeError that names the argument, what was expected and what came
 * @example
 * import { allocateShared } from '@betahat/linalg/threads';
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
  const data: FloatArray =
    storage === 'float32'
      ? sharedZeros(Float32Array, 4 * count, 'allocateShared')
      : (kernelData(count) ?? sharedZeros(Float64Array, 8 * count, 'allocateShared'));
  return { kind: 'dense', rows, cols, data };
};

/** The same numbers in shared memory: the array itself where it lies there. */
const sharedIndices = (array: Uint32Array): Uint32Array => {
  if (isShared(array)) return array;
  const copy = sharedZeros(Uint32Array, array.byteLength, 'toShared');
  copy.set(array);
  return copy;
};

const sharedFloats = (array: FloatArray): FloatArray => {
  if (isShared(array)) return array;
  const copy = allocateShared(
    1,
    array.length,
    array.BYTES_PER_ELEMENT === 4 ? 'float32' : 'float64',
  ).data;
  copy.set(array);
  return copy;
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
 * import { fromRows } from '@betahat/linalg';
 * import { toShared } from '@betahat/linalg/threads';
 * const A = toShared(fromRows([[1, 2], [3, 4]]));
 * A.data; // Float64Array [1, 2, 3, 4]
 */
export function toShared(m: DenseMatrix): DenseMatrix;
export function toShared(m: CsrMatrix): CsrMatrix;
export function toShared(m: Matrix): Matrix;
export function toShared(m: Matrix): Matrix {
  matrix('toShared', 'm', m);
  if (sharingProblem() !== null || isSharedMatrix(m)) return m;
  if (m.kind === 'dense') return { ...m, data: sharedFloats(m.data) };
  return {
    ...m,
    values: sharedFloats(m.values),
    columns: sharedIndices(m.columns),
    rowStart: sharedIndices(m.rowStart),
  };
}

import { size } from './arguments.ts';
import { typeError } from './check.ts';
import { zeros } from './dense.ts';
import { type Arena, createArena, MOST_BYTES, RESIDENT_END } from './kernels/arena.ts';
import { currentEngine } from './kernels/engine.ts';
import { countLive, hasRoom } from './kernels/live.ts';
import type { DenseMatrix } from './types.ts';

/** How the numbers of a matrix are stored. */
export type Storage = 'float64' | 'float32';

/**
 * From this size on a matrix gets memory of its own. A smaller one is staged out of the caches, which
 * costs little.
 */
const LEAST_BYTES = 4 << 20;

/** Fixed memory for so many bytes, or null where ordinary memory must do. */
export const kernelMemory = (bytes: number): Arena | null => {
  if (bytes < LEAST_BYTES || bytes + RESIDENT_END > MOST_BYTES || !hasRoom()) return null;
  if (currentEngine() === 'plain') return null;
  const arena = createArena(bytes + RESIDENT_END, RESIDENT_END);
  if (arena !== null) countLive(arena.memory.buffer);
  return arena;
};

/**
 * A rows×cols matrix of zeros to be filled, in the memory that suits this package's kernels best: from
 * 4 MB to 4 GB it gets WebAssembly memory of a fixed size, where passes read it in place (float32 with
 * one output; for several it is staged); else ordinary memory. It is freed like any other array, when nothing refers to it.
 *
 * Its `data` is used like any other typed array, but cannot be transferred to another thread, and
 * `data.buffer` holds more than the matrix: to send it away, send a copy (`data.slice()`).
 *
 * @throws TypeError or RangeError that names the argument, what was expected and what came
 * @example
 * const X = allocate(1000, 20);
 * X.data[0] = 1;
 */
export const allocate = (rows: number, cols: number, storage: Storage = 'float64'): DenseMatrix => {
  size('allocate', 'rows', rows);
  size('allocate', 'cols', cols);
  if (storage !== 'float64' && storage !== 'float32') {
    throw typeError('allocate', 'storage', "'float64' or 'float32'", storage);
  }
  const count = rows * cols;
  const isDouble = storage === 'float64';
  const kernel = kernelMemory(count * (isDouble ? 8 : 4));
  if (kernel === null) {
    return { kind: 'dense', rows, cols, data: zeros('allocate', rows, cols, storage) };
  }
  const Floats = isDouble ? Float64Array : Float32Array;
  return { kind: 'dense', rows, cols, data: new Floats(kernel.memory.buffer, kernel.end, count) };
};

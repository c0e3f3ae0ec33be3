import { size } from './arguments.ts';
import { typeError } from './check.ts';
import { zeros } from './dense.ts';
import { ownMemory } from './kernels/places.ts';
import type { DenseMatrix } from './types.ts';

/** How the numbers of a matrix are stored. */
export type Storage = 'float64' | 'float32';

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
  const kernel = ownMemory(count * (isDouble ? 8 : 4));
  if (kernel === null) {
    return { kind: 'dense', rows, cols, data: zeros('allocate', rows, cols, storage) };
  }
  const Floats = isDouble ? Float64Array : Float32Array;
  return { kind: 'dense', rows, cols, data: new Floats(kernel.memory.buffer, kernel.end, count) };
};

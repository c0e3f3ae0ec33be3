import { size } from './arguments.ts';
import { typeError } from './check.ts';
import { entries } from './dense.ts';
import type { DenseMatrix } from './types.ts';

/** How the numbers of a matrix are stored. */
export type Storage = 'float64' | 'float32';

/**
 * A rows×cols matrix of zeros to be filled, in the memory that suits this package's kernels best.
 *
 * Its `data` is used like any other typed array; it must not be transferred to another thread.
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
  const count = entries('allocate', rows, cols);
  const data = storage === 'float64' ? new Float64Array(count) : new Float32Array(count);
  return { kind: 'dense', rows, cols, data };
};

import { allocate, type Storage } from './allocate.ts';
import { size } from './arguments.ts';
import { type Place, takePlace } from './kernels/places.ts';
import type { DenseMatrix } from './types.ts';

/** Makes a matrix to be filled: as `allocate` does, but what is in it is left over from before. */
export type ScratchAllocate = (rows: number, cols: number, storage?: Storage) => DenseMatrix;

/** Below it ordinary memory comes from caches of its own. */
const LEAST_BYTES = 1 << 20;

/**
 * Does something that needs large matrices for as long as it runs: samples, copies. Their memory serves the next such
 * work too, unless it has been collected meanwhile. New memory costs a page fault every 4 kB, half of the time that filling
 * it takes, and what a loop throws away is not collected before the loop ends.
 *
 * @param work gets the function that makes them, and must not keep what it makes; awaiting would hand it to others
 * @returns what `work` returns
 * @example
 * withScratch((allocate) => {
 *   const half = allocate(500, 1000, 'float32');
 *   half.data.fill(0.5);
 *   return gram(half).data[0]; // 125
 * });
 */
export const withScratch = <Result>(work: (allocate: ScratchAllocate) => Result): Result => {
  const taken: Place[] = [];
  const borrow: ScratchAllocate = (rows, cols, storage = 'float64') => {
    const count = size('allocate', 'rows', rows) * size('allocate', 'cols', cols);
    // What is no storage is allocate's to name.
    const bytes = count * ({ float64: 8, float32: 4 }[storage] ?? 0);
    const place = bytes < LEAST_BYTES ? null : takePlace(bytes);
    if (place === null) return allocate(rows, cols, storage);
    const { memory, data } = place.arena;
    taken.push(place);
    const Floats = storage === 'float32' ? Float32Array : Float64Array;
    return { kind: 'dense', rows, cols, data: new Floats(memory.buffer, data, count) };
  };
  try {
    return work(borrow);
  } finally {
    for (const place of taken) place.taken = false;
  }
};

import { arenaOf } from './kernels/arena.ts';
import { takePlace } from './kernels/places.ts';
import type { Matrix } from './types.ts';

/** Fewer numbers are staged in no time, and more get memory of their own by `allocate`. */
const LEAST_BYTES = 1 << 16;
const MOST_BYTES = 4 << 20;

/**
 * Does something with a matrix that is read many times and does not change meanwhile. One of 64 kB to 4 MB of
 * float64 in ordinary memory is copied to where the kernels read it in place, which each pass over it would
 * otherwise do anew; any other is handed on as it is. The bits of results are the same.
 *
 * @param use gets the matrix, which is good for nothing once it has returned; awaiting would hand it to others
 * @returns what `use` returns
 * @example
 * inKernelMemory(fromRows([[1, 2]]), (X) => gram(X)).data; // Float64Array [1, 2, 2, 4]
 */
export const inKernelMemory = <Result>(X: Matrix, use: (X: Matrix) => Result): Result => {
  if (X.kind !== 'dense') return use(X);
  const { data } = X;
  const { byteLength } = data;
  const fits = byteLength >= LEAST_BYTES && byteLength <= MOST_BYTES;
  if (!fits || data.BYTES_PER_ELEMENT !== 8 || arenaOf(data) !== undefined) return use(X);
  const place = takePlace(byteLength);
  if (place === null) return use(X);
  try {
    const { memory, data: at } = place.arena;
    const there = new Float64Array(memory.buffer, at, data.length);
    there.set(data);
    return use({ ...X, data: there });
  } finally {
    place.taken = false;
  }
};

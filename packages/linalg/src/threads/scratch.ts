import type { FloatArray } from '../types.ts';
import { isShared } from './shared.ts';

/** Shared arrays for what goes into and comes out of a product, used again by the next. */
export interface Scratch {
  /** What is in it means nothing. */
  readonly space: (length: number) => Float64Array;
  /** The numbers of a vector in shared memory: itself where it lies there. */
  readonly copyOf: (vector: FloatArray) => FloatArray;
  /** Gives back everything that was taken. */
  readonly done: () => void;
}

const makeBuffer = (bytes: number): ArrayBufferLike =>
  typeof SharedArrayBuffer === 'undefined' ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes);

/** Buffers that are kept for the next product. */
const KEPT = 4;

export const scratchPool = (): (() => Scratch) => {
  const free: ArrayBufferLike[] = [];
  return () => {
    const taken: ArrayBufferLike[] = [];
    const take = (length: number): Float64Array => {
      const at = free.findIndex(({ byteLength }) => byteLength >= 8 * length);
      const buffer = at < 0 ? makeBuffer(8 * length) : free.splice(at, 1)[0];
      taken.push(buffer);
      return new Float64Array(buffer, 0, length);
    };
    return {
      space: take,
      copyOf: (vector) => {
        if (isShared(vector)) return vector;
        const copy = take(vector.length);
        copy.set(vector);
        return copy;
      },
      done: () => {
        free.unshift(...taken.splice(0));
        free.length = Math.min(free.length, KEPT);
      },
    };
  };
};

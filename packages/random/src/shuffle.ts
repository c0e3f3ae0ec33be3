import { maskedInteger } from './masked.ts';

/** What can be shuffled besides plain arrays. */
export type Shuffleable =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray;

/**
 * Fisher and Yates from the end, one masked draw per element, as NumPy's legacy `shuffle` does.
 * @param next32 draws 32 bits
 */
export const shuffleInPlace = (values: unknown[] | Shuffleable, next32: () => number): void => {
  const list = values as unknown[]; // every kind of array is read and written alike
  for (let i = list.length - 1; i > 0; i--) {
    const j = maskedInteger(next32, i);
    const held = list[i];
    list[i] = list[j];
    list[j] = held;
  }
};

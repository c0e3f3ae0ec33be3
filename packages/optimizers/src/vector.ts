/**
 * The few vector operations of the methods, unchecked: inputs were checked at the door, and a
 * method in a bundle of its own stays small. Vectors of parameters are short beside the data.
 */

export const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
};

/** x + t d, fresh. */
export const moved = (x: Float64Array, t: number, d: Float64Array): Float64Array =>
  x.map((xi, i) => xi + t * d[i]);

export const negated = (v: Float64Array): Float64Array => v.map((vi) => -vi);

/** ‖v‖∞, NaN if an entry is. */
export const largest = (v: Float64Array): number => {
  let most = 0;
  for (let i = 0; i < v.length; i++) most = Math.max(most, Math.abs(v[i]));
  return most;
};

export const isZero = (v: Float64Array): boolean => v.every((vi) => vi === 0);

/** Index of the first entry that is not finite, or −1. */
export const firstNotFinite = (v: ArrayLike<number>): number => {
  for (let i = 0; i < v.length; i++) if (!Number.isFinite(v[i])) return i;
  return -1;
};

/**
 * The few vector operations of the methods, unchecked: inputs were checked at the door, and a
 * method in a bundle of its own stays small. Vectors of parameters are short beside the data.
 */

export const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
};

/** Of a number, or of the sizes that went into a sum: as good as rounding. */
export const LAST_DIGIT = 4 * Number.EPSILON;

/** Σ|aᵢbᵢ|: times ε, what of `dot` is rounding, in whatever units the variables are. */
export const dotSize = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i] * b[i]);
  return sum;
};

/** x + t d, fresh. */
export const moved = (x: Float64Array, t: number, d: Float64Array): Float64Array => {
  const there = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) there[i] = x[i] + t * d[i];
  return there;
};

export const negated = (v: Float64Array): Float64Array => {
  const minus = new Float64Array(v.length);
  for (let i = 0; i < v.length; i++) minus[i] = -v[i];
  return minus;
};

/** ‖v‖∞, NaN if an entry is. */
export const largest = (v: Float64Array): number => {
  let most = 0;
  for (let i = 0; i < v.length; i++) most = Math.max(most, Math.abs(v[i]));
  return most;
};

export const isZero = (v: Float64Array): boolean => v.every((vi) => vi === 0);

/** Index of the first entry that is not finite, or −1. v·0 is 0 for finite numbers and NaN for others. */
export const firstNotFinite = (v: ArrayLike<number>): number => {
  let zero = 0;
  for (let i = 0; i < v.length; i++) zero += v[i] * 0;
  if (zero === 0) return -1;
  for (let i = 0; i < v.length; i++) if (!Number.isFinite(v[i])) return i;
  return -1;
};

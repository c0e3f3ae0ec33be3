import { output, vector } from './arguments.ts';
import { typeError } from './check.ts';
import type { FloatArray } from './types.ts';

const real = (where: string, argument: string, value: unknown): number => {
  if (typeof value !== 'number') throw typeError(where, argument, 'a number', value);
  return value;
};

/**
 * Σᵢ aᵢ bᵢ, in float64.
 * @throws TypeError where an argument is no vector, RangeError where the lengths differ
 * @example dot(Float64Array.of(1, 2), Float64Array.of(3, 4)); // 11
 */
export const dot = (a: FloatArray, b: FloatArray): number => {
  vector('dot', 'a', a);
  vector('dot', 'b', b, a.length);
  // Four chains: the additions of one chain wait for each other.
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (const end = a.length - 3; i < end; i += 4) {
    s0 += a[i] * b[i];
    s1 += a[i + 1] * b[i + 1];
    s2 += a[i + 2] * b[i + 2];
    s3 += a[i + 3] * b[i + 3];
  }
  for (; i < a.length; i++) s0 += a[i] * b[i];
  return s0 + s1 + (s2 + s3);
};

/**
 * y ← y + alpha·x, in place; returns y.
 * @throws TypeError where an argument is no vector, RangeError where the lengths differ
 * @example axpy(2, Float64Array.of(1, 2), Float64Array.of(10, 10)); // Float64Array [12, 14]
 */
export const axpy = (alpha: number, x: FloatArray, y: Float64Array): Float64Array => {
  real('axpy', 'alpha', alpha);
  vector('axpy', 'x', x);
  output('axpy', 'y', y, x.length);
  for (let i = 0; i < x.length; i++) y[i] += alpha * x[i];
  return y;
};

/**
 * x ← alpha·x, in place; returns x.
 * @throws TypeError where x is no Float64Array
 * @example scale(2, Float64Array.of(1, 2)); // Float64Array [2, 4]
 */
export const scale = (alpha: number, x: Float64Array): Float64Array => {
  real('scale', 'alpha', alpha);
  output('scale', 'x', x, x?.length);
  for (let i = 0; i < x.length; i++) x[i] *= alpha;
  return x;
};

/**
 * The largest |xᵢ|; 0 for an empty vector, NaN if any entry is.
 * @throws TypeError where x is no vector
 * @example normInf(Float64Array.of(1, -3, 2)); // 3
 */
export const normInf = (x: FloatArray): number => {
  vector('normInf', 'x', x);
  let most = 0;
  for (let i = 0; i < x.length; i++) {
    const size = Math.abs(x[i]);
    if (size > most) most = size;
    else if (Number.isNaN(size)) return Number.NaN;
  }
  return most;
};

/** Sums of squares between these are exact enough as they are: nothing overflowed or vanished. */
const SMALL = 1e-280;
const LARGE = 1e300;

/**
 * √Σ xᵢ², without overflow or underflow on the way; NaN if any entry is.
 * @throws TypeError where x is no vector
 * @example norm2(Float64Array.of(3e200, 4e200)); // 5e200
 */
export const norm2 = (x: FloatArray): number => {
  vector('norm2', 'x', x);
  const squares = dot(x, x);
  if (squares > SMALL && squares < LARGE) return Math.sqrt(squares);
  const most = normInf(x);
  if (most === 0 || !(most < Number.POSITIVE_INFINITY)) return most;
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const part = x[i] / most;
    sum += part * part;
  }
  return most * Math.sqrt(sum);
};

/** Below this many terms a plain loop: the error stays under 32 rounding steps. */
const LEAF = 128;

const pairwise = (x: FloatArray, start: number, end: number): number => {
  if (end - start > LEAF) {
    const middle = start + 4 * Math.floor((end - start) / 8);
    return pairwise(x, start, middle) + pairwise(x, middle, end);
  }
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = start;
  for (; i + 3 < end; i += 4) {
    s0 += x[i];
    s1 += x[i + 1];
    s2 += x[i + 2];
    s3 += x[i + 3];
  }
  for (; i < end; i++) s0 += x[i];
  return s0 + s1 + (s2 + s3);
};

/**
 * Σᵢ xᵢ, pairwise: the relative error grows with log₂ n and not with n (Higham, Accuracy and
 * Stability of Numerical Algorithms, section 4.2).
 * @throws TypeError where x is no vector
 * @example sum(Float64Array.of(1, 2, 3)); // 6
 */
export const sum = (x: FloatArray): number => {
  vector('sum', 'x', x);
  return pairwise(x, 0, x.length);
};

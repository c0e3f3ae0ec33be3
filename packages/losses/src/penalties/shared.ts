import { rangeError } from '@betahat/linalg/check';

/** Checks a strength. */
export const checkStrength = (where: string, argument: string, value: number): void => {
  if (!(typeof value === 'number' && value >= 0 && value < Infinity)) {
    throw rangeError(where, argument, 'a finite number ≥ 0', value);
  }
};

const checkLength = (where: string, argument: string, got: number, length: number): void => {
  if (got !== length) throw rangeError(where, `${argument}.length`, `${length}`, got);
};

/** Applies a function of one coefficient to all, into `out` or a new array. */
export const each = (
  where: string,
  w: Float64Array,
  out: Float64Array | undefined,
  f: (w: number) => number,
): Float64Array => {
  const result = out ?? new Float64Array(w.length);
  checkLength(where, 'out', result.length, w.length);
  for (let j = 0; j < w.length; j++) result[j] = f(w[j]!);
  return result;
};

/** The proximal operator over a vector, from that of one coefficient. */
export const proxOf =
  (name: string, proxAt: (index: number, w: number, step: number) => number) =>
  (w: Float64Array, step: number, out: Float64Array = new Float64Array(w.length)): Float64Array => {
    if (!(step >= 0 && step < Infinity)) {
      throw rangeError(`${name}.prox`, 'step', 'a finite number ≥ 0', step);
    }
    checkLength(`${name}.prox`, 'out', out.length, w.length);
    for (let j = 0; j < w.length; j++) out[j] = proxAt(j, w[j]!, step);
    return out;
  };

/** The largest |f(w_j, gradient_j)|, NaN if one is NaN. */
export const largest = (
  name: string,
  w: Float64Array,
  gradient: Float64Array,
  f: (w: number, g: number) => number,
): number => {
  checkLength(`${name}.violation`, 'gradient', gradient.length, w.length);
  let most = 0;
  for (let j = 0; j < w.length; j++) most = Math.max(most, Math.abs(f(w[j]!, gradient[j]!)));
  return most;
};

/** Sum over the coefficients. */
export const sumOver = (w: Float64Array, f: (w: number) => number): number => {
  let sum = 0;
  for (let j = 0; j < w.length; j++) sum += f(w[j]!);
  return sum;
};

/** Soft thresholding: w moved towards 0 by t, and 0 where it would cross. NaN stays NaN. */
export const softThreshold = (w: number, t: number): number =>
  w > t ? w - t : w < -t ? w + t : w - w;

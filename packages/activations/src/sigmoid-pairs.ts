import type { FloatArray } from '@betahat/linalg';

/**
 * σ(−x) and σ(x) of each number, the probabilities of both classes, from one exponential: with
 * e = exp(−|x|) the likelier has 1/(1 + e), the other e/(1 + e), the bits of `sigmoid`. 1 − σ(|x|)
 * would lose a small probability to rounding.
 *
 * Or their logarithms, −log1p(e) and −|x| − log1p(e), the bits of `logSoftmax` of 0 and x: exact where
 * a probability rounds to 0 or 1.
 *
 * For those who build on sigmoid: no checks, no allocation.
 * @param out receives two numbers for each x, in order: x may be its second half
 * @param log logarithms are asked for
 * @example
 * import { sigmoidPairs } from '@betahat/activations';
 * const pair = new Float64Array(2);
 * sigmoidPairs(Float64Array.of(1000), pair, false);
 * pair; // Float64Array [0, 1]
 */
export const sigmoidPairs = (x: FloatArray, out: Float64Array, log: boolean): void => {
  for (let i = 0; i < x.length; i++) {
    const behind = Math.abs(x[i]!);
    const first = 2 * i + +(x[i]! > 0);
    const e = Math.exp(-behind);
    if (log) {
      // 0 − 0 is 0, where −0 would be −0.
      out[first] = 0 - Math.log1p(e);
      out[first ^ 1] = out[first]! - behind;
    } else {
      out[first] = 1 / (1 + e);
      out[first ^ 1] = e / (1 + e);
    }
  }
};

import { elementwise, elementwiseVjp } from './elementwise.ts';
import type { ElementwiseActivation } from './types.ts';

/** log(1 + eˣ) of one number, for the files that build on it. */
export const softplusOf = (x: number): number =>
  x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));

/**
 * Softplus, a smooth max(x, 0) and the negative logarithm of 1 − σ(x).
 *
 *     softplus(x) = log(1 + eˣ) = max(x, 0) + log(1 + e^(−|x|))
 *
 * The second form follows by taking eˣ out of the logarithm where x > 0. Its exponential is at most
 * 1, so softplus(1000) is 1000 and not Infinity; `log1p` keeps the digits of 1 + e^(−|x|) that the
 * sum would round away, so softplus(−40) is e⁻⁴⁰ and not 0.
 *
 * Takes and returns numbers, vectors and matrices as `sigmoid` does, with the same errors.
 * @see M. Mächler, Accurately computing log(1 − exp(−|a|)), 2012 (R package Rmpfr)
 * @example
 * import { softplus } from '@betahat/activations';
 * softplus(0); // 0.6931471805599453
 * softplus(1000); // 1000
 */
export const softplus = /* @__PURE__ */ elementwise('softplus', softplusOf);

/**
 * Derivative of softplus from its output, times a cotangent.
 *
 *     softplus′(x) = σ(x) = 1 − e^(−softplus(x))
 *
 * @example
 * import { softplusVjp } from '@betahat/activations';
 * softplusVjp(Math.LN2, 1); // 0.5
 */
export const softplusVjp = /* @__PURE__ */ elementwiseVjp(
  'softplusVjp',
  (y, c) => -c * Math.expm1(-y),
);

/** Softplus with its name, formula and range. */
export const softplusActivation: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'softplus',
  formula: 'log(1 + exp(x))',
  range: [0, Infinity],
  value: softplus,
  vjp: softplusVjp,
};

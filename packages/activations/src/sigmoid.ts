import { elementwise, elementwiseVjp } from './elementwise.ts';
import type { ElementwiseActivation } from './types.ts';

/**
 * The logistic function, which turns a logit into a probability.
 *
 *     σ(x) = 1 / (1 + e⁻ˣ) = eˣ / (1 + eˣ)
 *
 * Both forms are the same number on paper. In doubles the first overflows below −709 (and would
 * return 0 where the answer is a subnormal number), the second above 709: so each is used on the
 * side where its exponential is at most 1. Then nothing overflows, and a probability as small as
 * 5e-324 comes out as that.
 *
 * A number gives a number; a `Float64Array` or `Float32Array` gives a new one of the same kind, or
 * fills `out` (which may be the input); a `DenseMatrix` gives a matrix of the same shape.
 * @throws TypeError when `x` is none of these
 * @throws RangeError when `out` has another length or shape than `x`
 * @see N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., 2002, section 1.14.1
 * @example
 * import { sigmoid } from '@betahat/activations';
 * sigmoid(0); // 0.5
 * sigmoid(new Float64Array([-1000, 0, 1000])); // Float64Array [0, 0.5, 1]
 */
export const sigmoid = /* @__PURE__ */ elementwise('sigmoid', (x) => {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
});

/**
 * Derivative of the sigmoid from its output, times a cotangent.
 *
 *     σ′ = σ (1 − σ)        since  d/dx (1 + e⁻ˣ)⁻¹ = e⁻ˣ (1 + e⁻ˣ)⁻²
 *
 * @example
 * import { sigmoidVjp } from '@betahat/activations';
 * sigmoidVjp(0.5, 2); // 0.5
 */
export const sigmoidVjp = /* @__PURE__ */ elementwiseVjp('sigmoidVjp', (y, c) => c * y * (1 - y));

/** The sigmoid with its name, formula and range, for code that is given an activation. */
export const sigmoidActivation: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'sigmoid',
  formula: '1 / (1 + exp(−x))',
  range: [0, 1],
  value: sigmoid,
  vjp: sigmoidVjp,
};

import { elementwise, elementwiseVjp } from './elementwise.ts';
import type { ElementwiseActivation } from './types.ts';

/**
 * The hyperbolic tangent, which is a sigmoid stretched to (−1, 1).
 *
 *     tanh(x) = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ) = 2 σ(2x) − 1
 *
 * The language's own `Math.tanh` is accurate at every double; what is added here is vectors and
 * matrices, taken and returned as `sigmoid` does, with the same errors.
 * @example
 * import { tanh } from '@betahat/activations';
 * tanh(new Float64Array([0, 20])); // Float64Array [0, 1]
 */
export const tanh = /* @__PURE__ */ elementwise('tanh', Math.tanh);

/**
 * Derivative of tanh from its output, times a cotangent.
 *
 *     tanh′ = 1 − tanh² = (1 − tanh)(1 + tanh)
 *
 * The product form keeps the digits of 1 − tanh near saturation, which the square would round away.
 * @example
 * import { tanhVjp } from '@betahat/activations';
 * tanhVjp(0.5, 1); // 0.75
 */
export const tanhVjp = /* @__PURE__ */ elementwiseVjp('tanhVjp', (y, c) => c * (1 - y) * (1 + y));

/** Tanh with its name, formula and range. */
export const tanhActivation: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'tanh',
  formula: '(exp(x) − exp(−x)) / (exp(x) + exp(−x))',
  range: [-1, 1],
  value: tanh,
  vjp: tanhVjp,
};

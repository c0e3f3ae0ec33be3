import { elementwise, elementwiseVjp } from './elementwise.ts';
import { softplusOf } from './softplus.ts';
import type { ElementwiseActivation } from './types.ts';

/**
 * The logarithm of the sigmoid.
 *
 *     log σ(x) = log(1 / (1 + e⁻ˣ)) = −log(1 + e⁻ˣ) = −softplus(−x)
 *
 * Never computed as log(sigmoid(x)), which is −Infinity from −746 down and loses all digits from 37
 * up.
 *
 * Takes and returns numbers, vectors and matrices as `sigmoid` does, with the same errors.
 * @example
 * import { logSigmoid } from '@betahat/activations';
 * logSigmoid(-1000); // -1000
 * logSigmoid(40); // -4.248354255291589e-18
 */
export const logSigmoid = /* @__PURE__ */ elementwise('logSigmoid', (x) => -softplusOf(-x));

/**
 * Derivative of log-sigmoid from its output, times a cotangent.
 *
 *     (log σ)′ = 1 − σ = 1 − e^(log σ)
 *
 * @example
 * import { logSigmoidVjp } from '@betahat/activations';
 * logSigmoidVjp(-Math.LN2, 1); // 0.5
 */
export const logSigmoidVjp = /* @__PURE__ */ elementwiseVjp(
  'logSigmoidVjp',
  (y, c) => -c * Math.expm1(y),
);

/** Log-sigmoid with its name, formula and range. */
export const logSigmoidActivation: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'logSigmoid',
  formula: '−log(1 + exp(−x))',
  range: [-Infinity, 0],
  value: logSigmoid,
  vjp: logSigmoidVjp,
};

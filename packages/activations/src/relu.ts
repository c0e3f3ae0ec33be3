import { elementwise, elementwiseVjp } from './elementwise.ts';
import type { ElementwiseActivation } from './types.ts';

/**
 * The rectifier.
 *
 *     relu(x) = max(x, 0)
 *
 * NaN stays NaN: a comparison would turn it into 0 and hide it.
 *
 * Takes and returns numbers, vectors and matrices as `sigmoid` does, with the same errors.
 * @example
 * import { relu } from '@betahat/activations';
 * relu(-2); // 0
 * relu(2); // 2
 */
export const relu = /* @__PURE__ */ elementwise('relu', (x) => Math.max(x, 0));

/**
 * Derivative of the rectifier from its output, times a cotangent: 1 where the output is positive,
 * else 0. At the kink any slope in [0, 1] is a subgradient; 0 is the one taken.
 * @example
 * import { reluVjp } from '@betahat/activations';
 * reluVjp(2, 3); // 3
 * reluVjp(0, 3); // 0
 */
export const reluVjp = /* @__PURE__ */ elementwiseVjp('reluVjp', (y, c) =>
  y > 0 ? c : y === 0 ? 0 : Number.NaN,
);

/** The rectifier with its name, formula and range. */
export const reluActivation: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'relu',
  formula: 'max(x, 0)',
  range: [0, Infinity],
  value: relu,
  vjp: reluVjp,
};

import { elementwise, elementwiseVjp } from './elementwise.ts';
import type { ElementwiseActivation } from './types.ts';

/**
 * The identity, for code that is given an activation and needs none.
 *
 *     identity(x) = x
 *
 * A vector or matrix comes back as a copy (or in `out`), like the values of every other activation.
 * @example
 * import { identity } from '@betahat/activations';
 * identity(3); // 3
 */
export const identity = /* @__PURE__ */ elementwise('identity', (x) => x);

/**
 * Derivative of the identity, times a cotangent: the cotangent.
 * @example
 * import { identityVjp } from '@betahat/activations';
 * identityVjp(7, 3); // 3
 */
export const identityVjp = /* @__PURE__ */ elementwiseVjp('identityVjp', (_, c) => c);

/** The identity with its name, formula and range. */
export const identityActivation: ElementwiseActivation = {
  kind: 'elementwise',
  name: 'identity',
  formula: 'x',
  range: [-Infinity, Infinity],
  value: identity,
  vjp: identityVjp,
};

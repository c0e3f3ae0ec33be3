import { finite } from './domains.ts';
import { scalarTargets } from './targets.ts';
import type { Loss } from './types.ts';

/**
 * Squared error of a prediction and a target, any finite numbers.
 *
 *     ℓ(ŷ, y) = (ŷ − y)²
 *
 *     ∂ℓ/∂ŷ = 2(ŷ − y)          the logit is the prediction itself (identity link), so
 *     ∂ℓ/∂o = 2(ŷ − y)
 *     ∂²ℓ/∂ŷ² = 2
 *     ℓ*(u) = u·y + u²/4         u·ŷ − ℓ is largest at ŷ = y + u/2
 *
 * There is no factor ½: the mean is then the mean squared error, and on probabilities the Brier
 * score. For its gradient through a sigmoid or softmax see `brier` and `categoricalBrier`.
 *
 * Shapes: predictions and targets with one entry per row. Errors: see `Loss`.
 * @example
 * import { lossValue, squaredError } from '@betahat/losses';
 * lossValue(squaredError, [1, 3], [0, 1], { reduction: 'mean' }); // 2.5
 */
export const squaredError: Loss = {
  name: 'squaredError',
  formula: '(ŷ − y)²',
  input: 'predictions',
  domain: finite,
  outputs: 1,
  classes: 0,
  targets: /* @__PURE__ */ scalarTargets(finite),
  smoothness: 2,
  value: ([p], [y]) => (p! - y!) * (p! - y!),
  gradientWrtLogits: ([p], [y], out) => {
    out[0] = 2 * (p! - y!);
  },
  gradientWrtPredictions: ([p], [y], out) => {
    out[0] = 2 * (p! - y!);
  },
  hessianVector: (_p, _y, [v], out) => {
    out[0] = 2 * v!;
  },
  conjugate: ([u], [y]) => u! * (y! + u! / 4),
};

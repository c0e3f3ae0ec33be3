import { unknownOptions } from '@betahat/linalg/check';
import { checkStrength, largest, proxOf, softThreshold, sumOver } from './shared.ts';
import type { NonsmoothPenalty } from './types.ts';

/**
 * Elastic net: lasso and ridge together.
 *
 *     P(w) = l1·‖w‖₁ + (l2/2)‖w‖²
 *     prox(w) = soft(w, l1·step) / (1 + l2·step)       soft(w, t) = sign(w)·max(|w| − t, 0)
 *     P*(u) = Σ max(|uⱼ| − l1, 0)² / (2·l2)            or, at l2 = 0: 0 where all |u| ≤ l1, else Infinity
 *
 * Coordinate by coordinate: 0 ∈ l1·∂|z| + l2·z + (z − w)/step has the solution z = 0 where
 * |w| ≤ l1·step, and else one of w's sign.
 *
 * The strengths are those of the objective's l1 and l2, not a total and a ratio.
 *
 * @throws RangeError when a strength is negative or not finite
 * @throws TypeError for an option with another name
 * @see H. Zou, T. Hastie, Regularization and variable selection via the elastic net, 2005
 * @example
 * import { elasticNet } from '@betahat/losses';
 * elasticNet({ l1: 1, l2: 1 }).prox(new Float64Array([3, -0.5]), 1); // Float64Array [1, 0]
 */
export const elasticNet = (options: {
  readonly l1: number;
  readonly l2: number;
}): NonsmoothPenalty => {
  unknownOptions('elasticNet', options, ['l1', 'l2']);
  const { l1, l2 } = options;
  checkStrength('elasticNet', 'l1', l1);
  checkStrength('elasticNet', 'l2', l2);
  return elasticNetOf('elasticNet', 'l1·‖w‖₁ + (l2/2)‖w‖²', l1, l2);
};

/** The formulas, shared with `l1`, which is the case l2 = 0. */
export const elasticNetOf = (
  name: string,
  formula: string,
  l1: number,
  l2: number,
): NonsmoothPenalty => {
  const proxAt = (_: number, w: number, step: number): number =>
    softThreshold(w, l1 * step) / (1 + l2 * step);
  return {
    smooth: false,
    name,
    formula,
    l1,
    l2,
    value: (w) => sumOver(w, (x) => l1 * Math.abs(x) + (l2 / 2) * x * x),
    prox: proxOf(name, proxAt),
    proxAt,
    conjugate: (u) =>
      sumOver(u, (x) => {
        const beyond = softThreshold(x, l1);
        return beyond === 0 ? 0 : (beyond / (2 * l2)) * beyond;
      }),
    violation: (w, gradient) =>
      largest(name, w, gradient, (x, g) =>
        // At 0 the subdifferential is the interval [−l1, l1]; elsewhere a single slope.
        x === 0 ? softThreshold(g, l1) : g + l2 * x + l1 * Math.sign(x),
      ),
  };
};

import { unitInterval } from './domains.ts';
import { binaryTargets, checkClasses, classTargets } from './targets.ts';
import type { Loss } from './types.ts';

/** What does not depend on the link: sums over the entries of a row. */
const squares = (
  link: Pick<Loss, 'name' | 'outputs' | 'classes' | 'targets' | 'gradientWrtLogits'>,
): Loss => ({
  ...link,
  formula: 'Σₖ (ŷₖ − yₖ)²',
  input: 'predictions',
  domain: unitInterval,
  smoothness: 2,
  value: (p, y) => {
    let sum = 0;
    for (let j = 0; j < p.length; j++) sum += (p[j]! - y[j]!) ** 2;
    return sum;
  },
  gradientWrtPredictions: (p, y, out) => {
    for (let j = 0; j < p.length; j++) out[j] = 2 * (p[j]! - y[j]!);
  },
  hessianVector: (_p, _y, v, out) => {
    for (let j = 0; j < v.length; j++) out[j] = 2 * v[j]!;
  },
  conjugate: (u, y) => {
    let sum = 0;
    for (let j = 0; j < u.length; j++) {
      const p = Math.min(Math.max(y[j]! + u[j]! / 2, 0), 1);
      sum += u[j]! * p - (p - y[j]!) ** 2;
    }
    return sum;
  },
});

/**
 * Brier score of a predicted probability ŷ and a target y, both in [0, 1].
 *
 *     ℓ(ŷ, y) = (ŷ − y)²
 *
 *     ∂ℓ/∂ŷ = 2(ŷ − y)
 *     ∂ℓ/∂o = 2(ŷ − y) · ŷ(1−ŷ)          with ŷ = σ(o)
 *     ∂²ℓ/∂ŷ² = 2
 *     ℓ*(u) = u·p − (p − y)²,  p = y + u/2 brought into [0, 1]
 *
 * Convex in ŷ, but not in the logit.
 *
 * Shapes: predictions and targets with one entry per row. Errors: see `Loss`.
 * @see G. W. Brier, Verification of forecasts expressed in terms of probability, 1950
 * @example
 * import { brier, lossValue } from '@betahat/losses';
 * lossValue(brier, [0.75, 0.5], [1, 0], { reduction: 'mean' }); // 0.15625
 */
export const brier: Loss = /* @__PURE__ */ squares({
  name: 'brier',
  outputs: 1,
  classes: 2,
  targets: binaryTargets,
  gradientWrtLogits: ([p], [y], out) => {
    out[0] = 2 * (p! - y!) * p! * (1 - p!);
  },
});

/**
 * Brier score over classes, in Brier's own form: the sum over all classes.
 *
 *     ℓ(ŷ, y) = Σₖ (ŷₖ − yₖ)²
 *
 *     ∂ℓ/∂ŷⱼ = 2(ŷⱼ − yⱼ)
 *     ∂ℓ/∂oⱼ = ŷⱼ (gⱼ − Σₖ gₖ ŷₖ),  g = 2(ŷ − y)          with ŷ = softmax(o)
 *
 * For two classes it is twice `brier`.
 *
 * @param classes how many, from 2 up
 *
 * Shapes: predictions rows × classes; targets a class index per row, or rows × classes
 * probabilities. Errors: see `Loss`.
 * @example
 * import { categoricalBrier, lossValue } from '@betahat/losses';
 * lossValue(categoricalBrier(2), [0.5, 0.5], [1]); // 0.5
 */
export const categoricalBrier = (classes: number): Loss => {
  checkClasses('categoricalBrier', classes);
  return squares({
    name: 'categoricalBrier',
    outputs: classes,
    classes,
    targets: classTargets(classes),
    gradientWrtLogits: (p, y, out) => {
      let mean = 0;
      for (let j = 0; j < classes; j++) mean += 2 * (p[j]! - y[j]!) * p[j]!;
      for (let j = 0; j < classes; j++) out[j] = p[j]! * (2 * (p[j]! - y[j]!) - mean);
    },
  });
};

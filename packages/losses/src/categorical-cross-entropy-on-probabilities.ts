import { unitInterval } from './domains.ts';
import { checkClasses, classTargets } from './targets.ts';
import type { Loss } from './types.ts';

/**
 * Categorical cross-entropy of a row of predicted probabilities ŷ and a target distribution y.
 *
 *     ℓ(ŷ, y) = −Σₖ yₖ log ŷₖ
 *
 *     ∂ℓ/∂ŷⱼ = −yⱼ/ŷⱼ
 *     ∂ℓ/∂oⱼ = Σₖ ∂ℓ/∂ŷₖ · ŷₖ(δₖⱼ − ŷⱼ) = ŷⱼ Σₖ yₖ − yⱼ = ŷⱼ − yⱼ       with ŷ = softmax(o)
 *     ∂²ℓ/∂ŷ² = diag(y/ŷ²)
 *     ℓ*(u) = Σₖ uₖpₖ + yₖ log pₖ  at  pₖ = yₖ/−uₖ, or at 1 where that is beyond 1 or u ≥ 0
 *
 * Nothing is clipped: a prediction of 0 for what happened costs Infinity, with gradient −Infinity.
 * A class with yₖ = 0 adds nothing, whatever was predicted for it.
 *
 * @param classes how many, from 2 up
 *
 * Shapes: predictions rows × classes, flat or a `DenseMatrix`; targets a class index per row, or
 * rows × classes probabilities. Errors: see `Loss`.
 * @example
 * import { categoricalCrossEntropyOnProbabilities as over, lossValue } from '@betahat/losses';
 * lossValue(over(2), [0.25, 0.75], [0]); // 1.3862943611198906
 */
export const categoricalCrossEntropyOnProbabilities = (classes: number): Loss => {
  checkClasses('categoricalCrossEntropyOnProbabilities', classes);
  return {
    name: 'categoricalCrossEntropyOnProbabilities',
    formula: '−Σₖ yₖ·log(ŷₖ)',
    input: 'predictions',
    domain: unitInterval,
    outputs: classes,
    classes,
    targets: classTargets(classes),
    smoothness: Infinity,
    value: (p, y) => {
      let sum = 0;
      for (let j = 0; j < classes; j++) if (y[j] !== 0) sum -= y[j]! * Math.log(p[j]!);
      return sum;
    },
    gradientWrtLogits: (p, y, out) => {
      let t = 0;
      for (let j = 0; j < classes; j++) t += y[j]!;
      for (let j = 0; j < classes; j++) out[j] = t * p[j]! - y[j]!;
    },
    gradientWrtPredictions: (p, y, out) => {
      // abs: division by −0 would turn the infinity around.
      for (let j = 0; j < classes; j++) out[j] = y[j] === 0 ? 0 : -y[j]! / Math.abs(p[j]!);
    },
    hessianVector: (p, y, v, out) => {
      for (let j = 0; j < classes; j++) out[j] = y[j] === 0 ? 0 : (y[j]! / p[j]! / p[j]!) * v[j]!;
    },
    conjugate: (u, y) => {
      let sum = 0;
      for (let j = 0; j < classes; j++) {
        if (u[j]! >= -y[j]!) sum += u[j]!;
        else if (y[j]! > 0) sum += y[j]! * (Math.log(y[j]! / -u[j]!) - 1);
      }
      return sum;
    },
  };
};

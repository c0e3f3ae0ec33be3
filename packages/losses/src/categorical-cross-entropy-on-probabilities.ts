import { aProbability } from './accepts.ts';
import { checkClasses } from './classes.ts';
import { lossOf } from './loss-of.ts';
import { classTargets } from './targets.ts';
import type { Loss } from './types.ts';

/**
 * Categorical cross-entropy of a row of predicted probabilities ŷ and a target distribution y.
 *
 *     ℓ(ŷ, y) = −Σₖ yₖ log ŷₖ
 *
 *     ∂ℓ/∂ŷⱼ = −yⱼ/ŷⱼ
 *     ∂ℓ/∂oⱼ = Σₖ ∂ℓ/∂ŷₖ · ŷₖ(δₖⱼ − ŷⱼ) = ŷⱼ Σₖ yₖ − yⱼ = ŷⱼ − yⱼ       with ŷ = softmax(o)
 *
 * Nothing is clipped: a prediction of 0 for what happened costs Infinity, with gradient −Infinity.
 * A class with yₖ = 0 adds nothing, whatever was predicted for it.
 *
 * @param classes how many, from 2 up
 *
 * Shapes: predictions rows × classes, flat or a `DenseMatrix`; targets a class index per row, or
 * rows × classes probabilities. Errors: see `Loss`.
 * @example
 * import { categoricalCrossEntropyOnProbabilities } from '@betahat/losses';
 * const loss = categoricalCrossEntropyOnProbabilities(2);
 * loss.value(new Float64Array([0.25, 0.75]), [0]); // 1.3862943611198906
 * loss.gradientWrtPredictions(new Float64Array([0.25, 0.75]), [0]); // Float64Array [-4, 0]
 */
export const categoricalCrossEntropyOnProbabilities = (classes: number): Loss => {
  checkClasses('categoricalCrossEntropyOnProbabilities', classes);
  return lossOf({
    name: 'categoricalCrossEntropyOnProbabilities',
    formula: '−Σₖ yₖ·log(ŷₖ)',
    input: 'predictions',
    outputs: classes,
    smoothness: Number.POSITIVE_INFINITY,
    targets: classTargets(classes),
    accepts: aProbability,
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
  });
};

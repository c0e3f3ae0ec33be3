import { aProbability } from './accepts.ts';
import { lossOf } from './loss-of.ts';
import { binaryTargets } from './targets.ts';
import type { Loss } from './types.ts';

/**
 * Binary cross-entropy of a predicted probability ŷ ∈ [0, 1] and a target y ∈ [0, 1].
 *
 *     ℓ(ŷ, y) = −y log ŷ − (1−y) log(1−ŷ)
 *
 *     ∂ℓ/∂ŷ = −y/ŷ + (1−y)/(1−ŷ) = (ŷ − y) / (ŷ(1−ŷ))
 *     ∂ℓ/∂o = ∂ℓ/∂ŷ · dŷ/do = ∂ℓ/∂ŷ · ŷ(1−ŷ) = ŷ − y        with ŷ = σ(o)
 *
 * Nothing is clipped: a prediction of 0 for what happened costs Infinity, with gradient −Infinity;
 * a term whose factor y or 1−y is 0 is left out (0 · log 0 = 0).
 *
 * A probability near 1 has already lost the digits of 1 − ŷ. Where the logit is at hand,
 * `binaryCrossEntropy` is accurate throughout.
 *
 * Shapes: predictions and targets with one entry per row. Errors: see `Loss`.
 * @example
 * import { binaryCrossEntropyOnProbabilities as loss } from '@betahat/losses';
 * loss.value(new Float64Array([0.5, 0]), [1, 0]); // 0.6931471805599453
 * loss.gradientWrtPredictions(new Float64Array([0.5, 0]), [1, 1]); // [-2, -Infinity]
 */
export const binaryCrossEntropyOnProbabilities: Loss = /* @__PURE__ */ lossOf({
  name: 'binaryCrossEntropyOnProbabilities',
  formula: '−y·log(ŷ) − (1−y)·log(1−ŷ)',
  input: 'predictions',
  outputs: 1,
  smoothness: Number.POSITIVE_INFINITY,
  targets: binaryTargets,
  accepts: aProbability,
  value: ([p], [y]) => {
    const one = y! === 0 ? 0 : y! * Math.log(p!);
    const zero = y! === 1 ? 0 : (1 - y!) * Math.log1p(-p!);
    return 0 - one - zero;
  },
  gradientWrtLogits: ([p], [y], out) => {
    out[0] = p! - y!;
  },
  gradientWrtPredictions: ([p], [y], out) => {
    // abs: division by −0 would turn the infinity around.
    if (y! === 1) out[0] = -1 / Math.abs(p!);
    else if (y! === 0) out[0] = 1 / (1 - p!);
    else out[0] = (p! - y!) / Math.abs(p!) / (1 - p!);
  },
});

import { unitInterval } from './domains.ts';
import { binaryTargets } from './targets.ts';
import type { Loss } from './types.ts';

const crossEntropy = (p: number, y: number): number => {
  const one = y === 0 ? 0 : y * Math.log(p);
  const zero = y === 1 ? 0 : (1 - y) * Math.log1p(-p);
  return 0 - one - zero;
};

/**
 * Binary cross-entropy of a predicted probability ŷ ∈ [0, 1] and a target y ∈ [0, 1].
 *
 *     ℓ(ŷ, y) = −y log ŷ − (1−y) log(1−ŷ)
 *
 *     ∂ℓ/∂ŷ = −y/ŷ + (1−y)/(1−ŷ) = (ŷ − y) / (ŷ(1−ŷ))
 *     ∂ℓ/∂o = ∂ℓ/∂ŷ · dŷ/do = ∂ℓ/∂ŷ · ŷ(1−ŷ) = ŷ − y        with ŷ = σ(o)
 *     ∂²ℓ/∂ŷ² = y/ŷ² + (1−y)/(1−ŷ)²
 *     ℓ*(u) = u·p − ℓ(p, y) at the root p ∈ [0, 1] of u·p² + (1−u)·p − y = 0, where ∂ℓ/∂ŷ = u
 *
 * Nothing is clipped: a prediction of 0 for what happened costs Infinity, with gradient −Infinity;
 * a term whose factor y or 1−y is 0 is left out (0 · log 0 = 0).
 *
 * A probability near 1 has already lost the digits of 1 − ŷ. Where the logit is at hand,
 * `binaryCrossEntropy` is accurate throughout.
 *
 * Shapes: predictions and targets with one entry per row. Errors: see `Loss`.
 * @example
 * import { binaryCrossEntropyOnProbabilities, lossValue } from '@betahat/losses';
 * lossValue(binaryCrossEntropyOnProbabilities, [0.5, 0], [1, 0]); // 0.6931471805599453
 * lossValue(binaryCrossEntropyOnProbabilities, [0.5, 0], [1, 1]); // Infinity
 */
export const binaryCrossEntropyOnProbabilities: Loss = {
  name: 'binaryCrossEntropyOnProbabilities',
  formula: '−y·log(ŷ) − (1−y)·log(1−ŷ)',
  input: 'predictions',
  domain: unitInterval,
  outputs: 1,
  classes: 2,
  targets: binaryTargets,
  smoothness: Infinity,
  value: ([p], [y]) => crossEntropy(p!, y!),
  gradientWrtLogits: ([p], [y], out) => {
    out[0] = p! - y!;
  },
  gradientWrtPredictions: ([p], [y], out) => {
    // abs: division by −0 would turn the infinity around.
    if (y! === 1) out[0] = -1 / Math.abs(p!);
    else if (y! === 0) out[0] = 1 / (1 - p!);
    else out[0] = (p! - y!) / Math.abs(p!) / (1 - p!);
  },
  hessianVector: ([p], [y], [v], out) => {
    const one = y! === 0 ? 0 : y! / p! / p!;
    const zero = y! === 1 ? 0 : (1 - y!) / (1 - p!) / (1 - p!);
    out[0] = (one + zero) * v!;
  },
  conjugate: ([u], [y]) => {
    // Of the two ways to write the root, the one that adds terms of one sign.
    const b = 1 - u!;
    const root = Math.sqrt(b * b + 4 * u! * y!);
    const p = b > 0 ? (2 * y!) / (b + root) : (root - b) / (2 * u!);
    return u! * p - crossEntropy(p, y!);
  },
};

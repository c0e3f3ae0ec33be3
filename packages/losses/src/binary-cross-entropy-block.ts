import type { BlockLoss } from './types.ts';

/**
 * Binary cross-entropy over a block of logits in place: the inner loop of a fit.
 *
 * The formulas, and the reasons for them, are those of `binaryCrossEntropy`. Here they are
 * written out in one loop, so that a row costs one exp and one log1p for all of
 *
 *     ℓ = log1p(e) + (o > 0 ? 1−y : y)·|o|,   r = ŷ − y,   κ = ŷ(1−ŷ) = q/(1+e)
 *
 * with e = exp(−|o|), q = e/(1+e). Sums over rows are compensated.
 *
 * Targets: one y ∈ [0, 1] per row, not checked here (`checkTargets` does it once per fit).
 * @example
 * import { binaryCrossEntropyBlock } from '@betahat/losses';
 * const block = new Float64Array([0, 0]);
 * binaryCrossEntropyBlock.residual(block, new Float64Array([1, 0]), null); // 1.3862943611198906
 * block; // Float64Array [-0.5, 0.5]
 */
export const binaryCrossEntropyBlock: BlockLoss<Float64Array> = {
  name: 'binaryCrossEntropy',
  residual: (logits, targets, weights, out = logits) => pass(logits, targets, weights, out, null),
  residualAndCurvature: (logits, targets, weights, curvature, out = logits) =>
    pass(logits, targets, weights, out, curvature),
  value: (logits, targets, weights) => pass(logits, targets, weights, null, null),
};

const pass = (
  logits: Float64Array,
  targets: Float64Array,
  weights: Float64Array | null,
  residual: Float64Array | null,
  curvature: Float64Array | null,
): number => {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < logits.length; i++) {
    const o = logits[i]!;
    const y = targets[i]!;
    const s = weights === null ? 1 : weights[i]!;
    const size = Math.abs(o);
    const e = Math.exp(-size);
    const away = o > 0 ? 1 - y : y;
    const loss = Math.log1p(e) + (away === 0 ? 0 : away * size);
    // A row of weight 0 counts as absent, even where its loss is infinite.
    const term = s === 0 ? 0 : s * loss;
    // Losses are ≥ 0, so the running sum is nearly always the larger: the branch predicts well.
    const next = sum + term;
    lost += sum >= term ? sum - next + term : term - next + sum;
    sum = next;
    if (residual !== null) {
      const q = e / (1 + e);
      residual[i] = s * (o > 0 ? 1 - y - q : q - y);
      if (curvature !== null) curvature[i] = (s * q) / (1 + e);
    }
  }
  return sum - sum === 0 ? sum + lost : sum;
};

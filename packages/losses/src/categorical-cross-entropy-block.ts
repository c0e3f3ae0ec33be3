import { shiftRow } from '@betahat/activations';
import { checkClasses } from './targets.ts';
import type { BlockLoss } from './types.ts';

/**
 * Categorical cross-entropy over a block of logits (rows × classes) in place: the inner loop of a
 * softmax fit. The formulas are those of `categoricalCrossEntropy`, with s = Σ e^(oₖ − m) over all
 * classes but the largest, m the row's maximum:
 *
 *     ℓ = log1p(s) + Σₖ yₖ (m − oₖ),     ŷⱼ = e^(oⱼ − m) / (1 + s),     r = ŷ − y
 *
 * A `Uint32Array` of targets holds one class index per row, a `Float64Array` rows × classes
 * probabilities. They are not checked here (`checkTargets` does it once per fit).
 * @param classes how many, from 2 up
 * @example
 * import { categoricalCrossEntropyBlock } from '@betahat/losses';
 * const loss = categoricalCrossEntropyBlock(2);
 * const block = new Float64Array([0, 0]);
 * loss.residual(block, new Uint32Array([0]), null); // 0.6931471805599453
 * block; // Float64Array [-0.5, 0.5]
 */
export const categoricalCrossEntropyBlock = (
  classes: number,
): BlockLoss<Uint32Array | Float64Array> => {
  checkClasses('categoricalCrossEntropyBlock', classes);
  const shifted = new Float64Array(classes);

  const pass = (
    logits: Float64Array,
    targets: Uint32Array | Float64Array,
    weights: Float64Array | null,
    residual: Float64Array | null,
    probabilities: Float64Array | null,
  ): number => {
    const indexed = targets[Symbol.toStringTag] === 'Uint32Array';
    let sum = 0;
    let lost = 0;
    for (let i = 0, at = 0; at < logits.length; i++, at += classes) {
      const weight = weights === null ? 1 : weights[i]!;
      const rest = shiftRow(logits, at, classes, shifted);
      const logTotal = Math.log1p(rest);
      let loss = 0;
      let t = 1;
      if (indexed) {
        loss = logTotal - shifted[targets[i]!]!;
      } else {
        t = 0;
        for (let j = 0; j < classes; j++) {
          const y = targets[at + j]!;
          t += y;
          if (y !== 0) loss += y * (logTotal - shifted[j]!);
        }
      }
      const term = weight === 0 ? 0 : weight * loss;
      const next = sum + term;
      lost += sum >= term ? sum - next + term : term - next + sum;
      sum = next;
      if (residual !== null) {
        const total = 1 + rest;
        for (let j = 0; j < classes; j++) {
          const p = Math.exp(shifted[j]!) / total;
          const y = indexed ? (targets[i] === j ? 1 : 0) : targets[at + j]!;
          if (probabilities !== null) probabilities[at + j] = p;
          // ŷ of the largest class is 1 − s/(1+s): against y = 1 no digits cancel.
          const r = shifted[j] === 0 ? t - y - t * (rest / total) : t * p - y;
          residual[at + j] = weight * r;
        }
      }
    }
    return sum - sum === 0 ? sum + lost : sum;
  };

  return {
    name: 'categoricalCrossEntropy',
    residual: (logits, targets, weights, out = logits) => pass(logits, targets, weights, out, null),
    residualAndCurvature: (logits, targets, weights, curvature, out = logits) =>
      pass(logits, targets, weights, out, curvature),
    value: (logits, targets, weights) => pass(logits, targets, weights, null, null),
  };
};

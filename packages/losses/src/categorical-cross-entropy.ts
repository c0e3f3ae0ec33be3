import { shiftRow } from '@betahat/activations';
import { anyNumber } from './domains.ts';
import { entropy } from './entropy.ts';
import { checkClasses, classTargets } from './targets.ts';
import type { Loss } from './types.ts';

/**
 * Categorical cross-entropy of a row of logits o and a target distribution y over the classes.
 *
 * The likelihood of class c under ŷ = softmax(o) is ŷ_c. Its negative logarithm, averaged over y, is
 *
 *     ℓ(o, y) = −Σₖ yₖ log ŷₖ = log Σₖ e^(oₖ) − Σₖ yₖ oₖ         (Σ y = 1)
 *
 *     ∂ℓ/∂oⱼ = e^(oⱼ) / Σₖ e^(oₖ) − yⱼ = ŷⱼ − yⱼ
 *     ∂ℓ/∂ŷⱼ = −yⱼ/ŷⱼ
 *     ∂²ℓ/∂o² = diag(ŷ) − ŷŷᵀ ≼ 1/2
 *     ℓ*(u) = Σₖ pₖ log pₖ,  p = u + y on the simplex        (u·o − ℓ is largest where ŷ = p)
 *
 * In doubles, with m the row's maximum and s = Σ e^(oₖ − m) over all classes but the largest
 * (`shiftRow`),
 *
 *     ℓ = Σₖ yₖ ((m − oₖ) + log1p(s)),     ŷⱼ = e^(oⱼ − m) / (1 + s)
 *
 * All terms of ℓ have one sign, so nothing cancels, and an all but certain class keeps its digits.
 * Where the rounded y sum to t ≠ 1 the gradient is t·ŷ − y, so that it stays the derivative of ℓ.
 *
 * @param classes how many, from 2 up
 *
 * Shapes: logits rows × classes, flat or a `DenseMatrix`; targets a class index per row, or
 * rows × classes probabilities. Errors: see `Loss`.
 * @see C. M. Bishop, Pattern Recognition and Machine Learning, 2006, section 4.3.4
 * @example
 * import { categoricalCrossEntropy, lossValue } from '@betahat/losses';
 * lossValue(categoricalCrossEntropy(3), [0, 0, 1000], [0]); // 1000
 * lossValue(categoricalCrossEntropy(2), [0, 0], [0.5, 0.5]); // 0.6931471805599453
 */
export const categoricalCrossEntropy = (classes: number): Loss => {
  checkClasses('categoricalCrossEntropy', classes);
  const shifted = new Float64Array(classes);
  return {
    name: 'categoricalCrossEntropy',
    formula: 'log Σₖ exp(oₖ) − Σₖ yₖ·oₖ',
    input: 'logits',
    domain: anyNumber,
    outputs: classes,
    classes,
    targets: classTargets(classes),
    smoothness: 0.5,
    value: (o, y) => {
      const logTotal = Math.log1p(shiftRow(o, 0, classes, shifted));
      let sum = 0;
      for (let j = 0; j < classes; j++) if (y[j] !== 0) sum += y[j]! * (logTotal - shifted[j]!);
      return sum;
    },
    gradientWrtLogits: (o, y, out) => {
      const rest = shiftRow(o, 0, classes, shifted);
      const t = sumOf(y);
      for (let j = 0; j < classes; j++) {
        // ŷ of the largest class is 1 − s/(1+s): against y = 1 no digits cancel.
        out[j] =
          shifted[j] === 0
            ? t - y[j]! - t * (rest / (1 + rest))
            : t * (Math.exp(shifted[j]!) / (1 + rest)) - y[j]!;
      }
    },
    gradientWrtPredictions: (o, y, out) => {
      // 1/ŷ = e^(−log ŷ), right where ŷ itself would round to 0.
      const logTotal = Math.log1p(shiftRow(o, 0, classes, shifted));
      for (let j = 0; j < classes; j++) {
        out[j] = y[j] === 0 ? 0 : -y[j]! * Math.exp(logTotal - shifted[j]!);
      }
    },
    hessianVector: (o, y, v, out) => {
      // t (diag(ŷ) − ŷŷᵀ) v: each entry of v against its mean under ŷ.
      const total = 1 + shiftRow(o, 0, classes, shifted);
      let mean = 0;
      for (let j = 0; j < classes; j++) mean += (Math.exp(shifted[j]!) / total) * v[j]!;
      const t = sumOf(y);
      for (let j = 0; j < classes; j++) {
        out[j] = t * (Math.exp(shifted[j]!) / total) * (v[j]! - mean);
      }
    },
    conjugate: (u, y) => {
      // A common shift of the logits leaves ℓ as it is, so that u must sum to 0, up to rounding.
      if (!(Math.abs(sumOf(u)) <= 1e-12 * classes)) return Infinity;
      const t = sumOf(y);
      let sum = -entropy(t);
      for (let j = 0; j < classes; j++) sum += entropy(u[j]! + y[j]!);
      return sum;
    },
  };
};

const sumOf = (y: Float64Array): number => {
  let sum = 0;
  for (let j = 0; j < y.length; j++) sum += y[j]!;
  return sum;
};

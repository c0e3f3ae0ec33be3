import { logSoftmax, softmax } from '@betahat/activations';
import { aLogit } from './accepts.ts';
import { checkClasses } from './classes.ts';
import { lossOf } from './loss-of.ts';
import { classTargets } from './targets.ts';
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
 *
 * In doubles the sum of y log ŷ is taken over log-softmax: all its terms have one sign, so nothing
 * cancels, and an all but certain class keeps its digits. Where the rounded y sum to t ≠ 1 the
 * gradient is t·ŷ − y, so that it stays the derivative of the value.
 *
 * @param classes how many, from 2 up
 *
 * Shapes: logits rows × classes, flat or a `DenseMatrix`; targets a class index per row, or
 * rows × classes probabilities. Errors: see `Loss`.
 * @see C. M. Bishop, Pattern Recognition and Machine Learning, 2006, section 4.3.4
 * @example
 * import { categoricalCrossEntropy } from '@betahat/losses';
 * const loss = categoricalCrossEntropy(3);
 * loss.value(new Float64Array([0, 0, 1000]), [2]); // 0
 * loss.value(new Float64Array([0, 0, 1000]), [0]); // 1000
 */
export const categoricalCrossEntropy = (classes: number): Loss => {
  checkClasses('categoricalCrossEntropy', classes);
  const logs = new Float64Array(classes);
  return lossOf({
    name: 'categoricalCrossEntropy',
    formula: 'log Σₖ exp(oₖ) − Σₖ yₖ·oₖ',
    input: 'logits',
    outputs: classes,
    smoothness: 1 / 2,
    targets: classTargets(classes),
    accepts: aLogit,
    value: (o, y) => {
      logSoftmax(o, classes, logs);
      let sum = 0;
      for (let j = 0; j < classes; j++) if (y[j] !== 0) sum -= y[j]! * logs[j]!;
      return sum;
    },
    gradientWrtLogits: (o, y, out) => {
      softmax(o, classes, out);
      let t = 0;
      for (let j = 0; j < classes; j++) t += y[j]!;
      for (let j = 0; j < classes; j++) out[j] = t * out[j]! - y[j]!;
    },
    gradientWrtPredictions: (o, y, out) => {
      // 1/ŷ = e^(−log ŷ), exact where ŷ itself would round to 0.
      logSoftmax(o, classes, logs);
      for (let j = 0; j < classes; j++) out[j] = y[j] === 0 ? 0 : -y[j]! * Math.exp(-logs[j]!);
    },
  });
};

import { typeError, unknownOptions } from '@betahat/linalg/check';
import { countPairs } from './confusion-matrix.ts';
import type { Label, Labels } from './labels.ts';
import type { Weighted } from './weights.ts';

/** Options of `balancedAccuracy`. */
export interface BalancedAccuracyOptions extends Weighted {
  /** Rescale so that guessing scores 0: (score − 1/K) / (1 − 1/K); NaN for one class. Default false. */
  readonly adjusted?: boolean;
}

/**
 * The mean over the true classes of the share of their rows that was predicted right.
 *
 *     (1/K) Σₖ Cₖₖ / Σⱼ Cₖⱼ      over the K classes that occur in `truth`
 *
 * @param truth the true label of each row
 * @param predicted the predicted label of each row
 * @throws TypeError or RangeError when there are no rows, lengths differ, or a label or weight is unusable
 * @see scikit-learn `balanced_accuracy_score`
 * @example
 * import { balancedAccuracy } from '@betahat/metrics';
 * balancedAccuracy(['a', 'a', 'a', 'b'], ['a', 'a', 'a', 'a']); // 0.5
 */
export const balancedAccuracy = <L extends Label>(
  truth: Labels<L>,
  predicted: Labels<L>,
  options: BalancedAccuracyOptions = {},
): number => {
  const where = 'balancedAccuracy';
  unknownOptions(where, options, ['weights', 'adjusted']);
  const { adjusted = false } = options;
  if (typeof adjusted !== 'boolean') throw typeError(where, 'adjusted', 'true or false', adjusted);
  const { counts } = countPairs(where, truth, predicted, options);
  const { rows: size, data } = counts;
  let present = 0;
  let total = 0;
  for (let k = 0; k < size; k++) {
    let rows = 0;
    for (let j = 0; j < size; j++) rows += data[k * size + j];
    if (rows === 0) continue;
    present += 1;
    total += data[k * size + k] / rows;
  }
  const score = total / present;
  return adjusted ? (score - 1 / present) / (1 - 1 / present) : score;
};

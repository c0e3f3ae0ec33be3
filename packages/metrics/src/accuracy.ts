import { unknownOptions } from '@betahat/linalg/check';
import { checkLabels, type Label, type Labels } from './labels.ts';
import { weightedMean } from './weighted-mean.ts';
import { rowWeights, type Weighted } from './weights.ts';

/**
 * The share of rows whose predicted label is the true one.
 *
 *     Σᵢ wᵢ [tᵢ = pᵢ] / Σᵢ wᵢ
 *
 * @param truth the true label of each row
 * @param predicted the predicted label of each row
 * @returns a number in [0, 1]
 * @throws TypeError or RangeError when there are no rows, lengths differ, or a label or weight is unusable
 * @see scikit-learn `accuracy_score`
 * @example
 * import { accuracy } from '@betahat/metrics';
 * accuracy(['a', 'b', 'b', 'a'], ['a', 'b', 'a', 'a']); // 0.75
 */
export const accuracy = <L extends Label>(
  truth: Labels<L>,
  predicted: Labels<L>,
  options: Weighted = {},
): number => {
  const where = 'accuracy';
  unknownOptions(where, options, ['weights']);
  checkLabels(where, 'truth', truth);
  checkLabels(where, 'predicted', predicted, truth.length);
  const weights = rowWeights(where, options.weights, truth.length);
  return weightedMean(weights, (i) => (truth[i] === predicted[i] ? 1 : 0));
};

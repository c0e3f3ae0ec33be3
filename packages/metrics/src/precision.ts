import { type AveragedOptions, averagedScores } from './averaged-scores.ts';
import type { Label, Labels } from './labels.ts';

/**
 * Of the rows predicted as a class, the share that truly is of it: TP / (TP + FP).
 * @param truth the true label of each row
 * @param predicted the predicted label of each row
 * @throws TypeError or RangeError as `precisionRecall`; RangeError when `average` is 'binary' and there are more than two classes, or it is not clear which of the two is meant
 * @see scikit-learn `precision_score`
 * @example
 * import { precision } from '@betahat/metrics';
 * precision([0, 1, 1, 0], [1, 1, 0, 0]); // 0.5
 * precision(['a', 'b', 'c'], ['a', 'b', 'b'], { average: 'macro' }); // 0.5
 */
export const precision = <L extends Label>(
  truth: Labels<L>,
  predicted: Labels<L>,
  options: AveragedOptions<L> = {},
): number => averagedScores('precision', truth, predicted, options).precision;

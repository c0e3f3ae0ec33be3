import { type AveragedOptions, averagedScores } from './averaged-scores.ts';
import type { Label, Labels } from './labels.ts';

/**
 * The harmonic mean of precision and recall, recall counting β times as much:
 * (1 + β²) TP / ((1 + β²) TP + β² FN + FP).
 * @param truth the true label of each row
 * @param predicted the predicted label of each row
 * @throws as `precision`
 * @see scikit-learn `f1_score`, `fbeta_score`
 * @example
 * import { fScore } from '@betahat/metrics';
 * fScore([0, 1, 1, 1], [1, 1, 0, 0]); // 0.4
 */
export const fScore = <L extends Label>(
  truth: Labels<L>,
  predicted: Labels<L>,
  options: AveragedOptions<L> = {},
): number => averagedScores('fScore', truth, predicted, options).f;

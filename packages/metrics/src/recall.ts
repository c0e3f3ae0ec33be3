import { type AveragedOptions, averagedScores } from './averaged-scores.ts';
import type { Label, Labels } from './labels.ts';

/**
 * Of the rows truly of a class, the share that was predicted as it: TP / (TP + FN).
 * @param truth the true label of each row
 * @param predicted the predicted label of each row
 * @throws as `precision`
 * @see scikit-learn `recall_score`
 * @example
 * import { recall } from '@betahat/metrics';
 * recall([0, 1, 1, 1], [1, 1, 0, 0]); // 1/3
 */
export const recall = <L extends Label>(
  truth: Labels<L>,
  predicted: Labels<L>,
  options: AveragedOptions<L> = {},
): number => averagedScores('recall', truth, predicted, options).recall;

import { unknownOptions } from '@betahat/linalg/check';
import {
  hitsOf,
  PRECISION_RECALL_OPTIONS,
  type PrecisionRecallOptions,
  scoreOptions,
  scoresOf,
} from './class-hits.ts';
import type { Label, Labels } from './labels.ts';

/** Precision, recall and F for each class. */
export interface PrecisionRecall<L extends Label = Label> {
  readonly classes: readonly L[];
  /** Of the rows predicted as the class, the share that truly is of it. */
  readonly precision: Float64Array;
  /** Of the rows truly of the class, the share that was predicted as it. */
  readonly recall: Float64Array;
  /** The weighted harmonic mean of the two. */
  readonly f: Float64Array;
  /** The weight of the rows truly of the class. */
  readonly support: Float64Array;
}

/**
 * Precision, recall and F of each class against all others.
 *
 *     P = TP / (TP + FP),   R = TP / (TP + FN),   F = (1 + β²) TP / ((1 + β²) TP + β² FN + FP)
 *
 * @param truth the true label of each row
 * @param predicted the predicted label of each row
 * @throws TypeError or RangeError when there are no rows, lengths differ, or an option, label or weight is unusable
 * @see scikit-learn `precision_recall_fscore_support` with `average=None`
 * @example
 * import { precisionRecall } from '@betahat/metrics';
 * const { classes, recall } = precisionRecall(['a', 'b', 'b'], ['a', 'a', 'b']);
 * classes; // ['a', 'b']
 * recall; // Float64Array [1, 0.5]
 */
export const precisionRecall = <L extends Label>(
  truth: Labels<L>,
  predicted: Labels<L>,
  options: PrecisionRecallOptions<L> = {},
): PrecisionRecall<L> => {
  const where = 'precisionRecall';
  unknownOptions(where, options, PRECISION_RECALL_OPTIONS);
  const { beta, zeroDivision } = scoreOptions(where, options);
  const { classes, hits } = hitsOf(where, truth, predicted, options);
  const scores = hits.map((hit) => scoresOf(hit, beta, zeroDivision));
  return {
    classes,
    precision: Float64Array.from(scores, (score) => score.precision),
    recall: Float64Array.from(scores, (score) => score.recall),
    f: Float64Array.from(scores, (score) => score.f),
    support: Float64Array.from(hits, (hit) => hit.support),
  };
};

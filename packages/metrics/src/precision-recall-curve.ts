import { unknownOptions } from '@betahat/linalg/check';
import type { Label, Labels } from './labels.ts';
import { checkScores, positives } from './probabilities.ts';
import { thresholdCounts } from './threshold-counts.ts';
import { rowWeights, type Weighted } from './weights.ts';

/** Options of `precisionRecallCurve` and `averagePrecision`. */
export interface PrecisionRecallCurveOptions<L extends Label = Label> extends Weighted {
  /** The label that a high score speaks for. Default 1 or true. */
  readonly positive?: L;
}

/** Precision and recall at rising thresholds; the last point (1, 0) has no threshold. */
export interface PrecisionRecallCurve {
  /** Of the rows with a score of at least the threshold, the share that is positive. */
  readonly precision: Float64Array;
  /** Of the positive rows, the share with a score of at least the threshold; 1 without positive rows. */
  readonly recall: Float64Array;
  /** The distinct scores, rising; one fewer than points. */
  readonly thresholds: Float64Array;
}

/**
 * Precision against recall at every threshold. Rows with equal scores enter together.
 *
 *     P(θ) = TP / (TP + FP),   R(θ) = TP / (TP + FN),   positive being score ≥ θ
 *
 * @param truth the true label of each row, two classes
 * @param scores one number per row: a probability, a logit, or any score that grows with it
 * @throws TypeError or RangeError when there are no rows, lengths differ, a score is not finite, or
 *   it is not clear which label is positive
 * @see scikit-learn `precision_recall_curve`
 * @example
 * import { precisionRecallCurve } from '@betahat/metrics';
 * const { precision, recall } = precisionRecallCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
 * precision; // Float64Array [0.5, 2/3, 0.5, 1, 1]
 * recall; // Float64Array [1, 1, 0.5, 0.5, 0]
 */
export const precisionRecallCurve = <L extends Label>(
  truth: Labels<L>,
  scores: ArrayLike<number>,
  options: PrecisionRecallCurveOptions<L> = {},
): PrecisionRecallCurve => curve('precisionRecallCurve', truth, scores, options);

/**
 * Average precision: the area under the precision-recall steps, without interpolation.
 *
 *     Σₙ (Rₙ − Rₙ₋₁) Pₙ        over falling thresholds
 *
 * Without positive rows it is 0.
 * @param truth the true label of each row, two classes
 * @param scores one number per row
 * @returns a number in [0, 1]
 * @throws as `precisionRecallCurve`
 * @see scikit-learn `average_precision_score`
 * @example
 * import { averagePrecision } from '@betahat/metrics';
 * averagePrecision([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]); // 5/6
 */
export const averagePrecision = <L extends Label>(
  truth: Labels<L>,
  scores: ArrayLike<number>,
  options: PrecisionRecallCurveOptions<L> = {},
): number => {
  const { precision, recall } = curve('averagePrecision', truth, scores, options);
  let area = 0;
  for (let i = 0; i + 1 < recall.length; i++) area += (recall[i] - recall[i + 1]) * precision[i];
  return area;
};

const curve = <L extends Label>(
  where: string,
  truth: Labels<L>,
  scores: ArrayLike<number>,
  options: PrecisionRecallCurveOptions<L>,
): PrecisionRecallCurve => {
  unknownOptions(where, options, ['weights', 'positive']);
  const isPositive = positives(where, truth, options.positive);
  checkScores(where, 'scores', scores, truth.length);
  const weights = rowWeights(where, options.weights, truth.length);
  const { thresholds, truePositives, falsePositives } = thresholdCounts(
    isPositive,
    scores,
    weights,
  );
  const points = thresholds.length;
  const all = truePositives[points - 1];
  const precision = new Float64Array(points + 1).fill(1);
  const recall = new Float64Array(points + 1);
  for (let i = 0; i < points; i++) {
    const k = points - 1 - i;
    precision[i] = truePositives[k] / (truePositives[k] + falsePositives[k]);
    recall[i] = all === 0 ? 1 : truePositives[k] / all;
  }
  return { precision, recall, thresholds: thresholds.reverse() };
};

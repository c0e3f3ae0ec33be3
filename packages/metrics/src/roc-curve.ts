import { typeError, unknownOptions } from '@betahat/linalg/check';
import type { Label, Labels } from './labels.ts';
import { checkScores, positives } from './probabilities.ts';
import { thresholdCounts } from './threshold-counts.ts';
import { rowWeights, type Weighted } from './weights.ts';

/** Options of `rocCurve`. */
export interface RocOptions<L extends Label = Label> extends Weighted {
  /** The label that a high score speaks for. Default 1 or true. */
  readonly positive?: L;
  /** Leave out points that lie on a straight line between their neighbours. Default true. */
  readonly dropIntermediate?: boolean;
}

/** Points of a ROC curve, from (0, 0) to (1, 1). */
export interface RocCurve {
  /** Of the negative rows, the share with a score of at least the threshold; NaN without negative rows. */
  readonly falsePositiveRate: Float64Array;
  /** Of the positive rows, the share with a score of at least the threshold; NaN without positive rows. */
  readonly truePositiveRate: Float64Array;
  /** Falling, beginning with Infinity, which no score reaches. */
  readonly thresholds: Float64Array;
}

/**
 * The receiver operating characteristic: true against false positive rate at every threshold.
 * Rows with equal scores enter together, so that ties are counted as neither won nor lost.
 *
 *     TPR(θ) = Σ w [y = 1, s ≥ θ] / Σ w [y = 1],   FPR(θ) = Σ w [y = 0, s ≥ θ] / Σ w [y = 0]
 *
 * @param truth the true label of each row, two classes
 * @param scores one number per row: a probability, a logit, or any score that grows with it
 * @throws TypeError or RangeError when there are no rows, lengths differ, a score is not finite, or
 *   it is not clear which label is positive
 * @see T. Fawcett, An introduction to ROC analysis, Pattern Recognition Letters 27, 2006
 * @see scikit-learn `roc_curve` (from 1.3 on, where the first threshold is infinite)
 * @example
 * import { rocCurve } from '@betahat/metrics';
 * const { falsePositiveRate, truePositiveRate } = rocCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
 * falsePositiveRate; // Float64Array [0, 0, 0.5, 0.5, 1]
 * truePositiveRate; // Float64Array [0, 0.5, 0.5, 1, 1]
 */
export const rocCurve = <L extends Label>(
  truth: Labels<L>,
  scores: ArrayLike<number>,
  options: RocOptions<L> = {},
): RocCurve => {
  const where = 'rocCurve';
  unknownOptions(where, options, ['weights', 'positive', 'dropIntermediate']);
  const { dropIntermediate = true } = options;
  if (typeof dropIntermediate !== 'boolean')
    throw typeError(where, 'dropIntermediate', 'true or false', dropIntermediate);
  const isPositive = positives(where, truth, options.positive);
  checkScores(where, 'scores', scores, truth.length);
  const weights = rowWeights(where, options.weights, truth.length);
  return curveOf(isPositive, scores, weights, dropIntermediate);
};

/** The curve of checked input. */
export const curveOf = (
  isPositive: ArrayLike<number>,
  scores: ArrayLike<number>,
  weights: Float64Array,
  dropIntermediate: boolean,
): RocCurve => {
  const { thresholds, truePositives, falsePositives } = thresholdCounts(
    isPositive,
    scores,
    weights,
  );
  const last = thresholds.length - 1;
  const bends = (counts: Float64Array, k: number) =>
    counts[k + 1] - counts[k] !== counts[k] - counts[k - 1];
  const kept = new Uint32Array(thresholds.length);
  let points = 0;
  for (let k = 0; k <= last; k++) {
    const isEnd = k === 0 || k === last;
    if (dropIntermediate && !isEnd && !bends(truePositives, k) && !bends(falsePositives, k))
      continue;
    kept[points] = k;
    points += 1;
  }
  const curve = {
    falsePositiveRate: new Float64Array(points + 1),
    truePositiveRate: new Float64Array(points + 1),
    thresholds: new Float64Array(points + 1),
  };
  const { falsePositiveRate, truePositiveRate } = curve;
  falsePositiveRate[0] = 0 / falsePositives[last];
  truePositiveRate[0] = 0 / truePositives[last];
  curve.thresholds[0] = Number.POSITIVE_INFINITY;
  for (let i = 0; i < points; i++) {
    const k = kept[i];
    falsePositiveRate[i + 1] = falsePositives[k] / falsePositives[last];
    truePositiveRate[i + 1] = truePositives[k] / truePositives[last];
    curve.thresholds[i + 1] = thresholds[k];
  }
  return curve;
};

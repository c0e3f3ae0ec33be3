import { unknownOptions } from '@betahat/linalg/check';
import { binned, type CalibrationCurve, type CalibrationOptions } from './calibration-bins.ts';
import type { Label, Labels } from './labels.ts';
import { checkScores, positives } from './probabilities.ts';

/**
 * How often what was given a probability comes true, bin by bin. A calibrated model has
 * observed ≈ predicted. A probability on the edge of two bins belongs to the lower one.
 *
 * @param truth the true label of each row, two classes
 * @param probabilities the probability of `positive` for each row
 * @throws TypeError or RangeError when there are no rows, lengths differ, a probability is outside
 *   [0, 1], an option is unusable, or it is not clear which label is positive
 * @see scikit-learn `calibration_curve` (whose default is 5 bins, and which takes no weights)
 * @example
 * import { calibrationCurve } from '@betahat/metrics';
 * const curve = calibrationCurve([0, 1, 0, 1], [0.1, 0.2, 0.8, 0.9], { bins: 2 });
 * curve.predicted; // Float64Array [0.15, 0.85]
 * curve.observed; // Float64Array [0.5, 0.5]
 */
export const calibrationCurve = <L extends Label>(
  truth: Labels<L>,
  probabilities: ArrayLike<number>,
  options: CalibrationOptions<L> = {},
): CalibrationCurve => {
  const where = 'calibrationCurve';
  unknownOptions(where, options, ['weights', 'bins', 'strategy', 'positive']);
  const isPositive = positives(where, truth, options.positive);
  checkScores(where, 'probabilities', probabilities, truth.length, 0, 1);
  return binned(where, isPositive, probabilities, options);
};

import { typeError, unknownOptions } from '@betahat/linalg/check';
import { binned, type CalibrationCurve, type CalibrationOptions } from './calibration-bins.ts';
import { checkLabels, type Label, type Labels } from './labels.ts';
import {
  checkProbabilityMatrix,
  checkScores,
  isMatrix,
  type Probabilities,
  positives,
  trueColumns,
} from './probabilities.ts';

/** Options of `expectedCalibrationError`. */
export interface CalibrationErrorOptions<L extends Label = Label> extends CalibrationOptions<L> {
  /** The label of each column of a matrix. Default: the labels of `truth`, sorted. */
  readonly classes?: Labels<L>;
}

/**
 * Expected calibration error: the mean distance of predicted from observed over the bins, weighted
 * by their rows.
 *
 *     Σ_b (W_b / W) |observed_b − predicted_b|
 *
 * With a matrix, of the top label: its probability, and whether it was right (the first of equal
 * probabilities is the top).
 * @param truth the true label of each row
 * @param probabilities a rows×classes matrix, or the probability of `positive` for each row
 * @returns a number in [0, 1]
 * @throws TypeError or RangeError when lengths or classes do not fit, a probability is outside
 *   [0, 1], a row of the matrix does not sum to 1, or an option is unusable
 * @see M. P. Naeini, G. Cooper and M. Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning, AAAI 2015
 * @see C. Guo and others, On calibration of modern neural networks, ICML 2017
 * @example
 * import { expectedCalibrationError } from '@betahat/metrics';
 * expectedCalibrationError([0, 1, 0, 1], [0.1, 0.2, 0.8, 0.9], { bins: 2 }); // 0.35
 */
export const expectedCalibrationError = <L extends Label>(
  truth: Labels<L>,
  probabilities: Probabilities,
  options: CalibrationErrorOptions<L> = {},
): number => {
  const where = 'expectedCalibrationError';
  unknownOptions(where, options, ['weights', 'bins', 'strategy', 'positive', 'classes']);
  const { predicted, observed, weight } = isMatrix(probabilities)
    ? topLabelBins(where, truth, probabilities, options)
    : binaryBins(where, truth, probabilities, options);
  let error = 0;
  let whole = 0;
  for (const [b, share] of weight.entries()) {
    error += share * Math.abs(observed[b] - predicted[b]);
    whole += share;
  }
  return error / whole;
};

const binaryBins = <L extends Label>(
  where: string,
  truth: Labels<L>,
  probabilities: ArrayLike<number>,
  options: CalibrationErrorOptions<L>,
): CalibrationCurve => {
  if (options.classes !== undefined)
    throw typeError(where, 'classes', 'left out for one probability per row', options.classes);
  const isPositive = positives(where, truth, options.positive);
  checkScores(where, 'probabilities', probabilities, truth.length, 0, 1);
  return binned(where, isPositive, probabilities, options);
};

const topLabelBins = <L extends Label>(
  where: string,
  truth: Labels<L>,
  matrix: Extract<Probabilities, { kind: 'dense' }>,
  options: CalibrationErrorOptions<L>,
): CalibrationCurve => {
  if (options.positive !== undefined)
    throw typeError(where, 'positive', 'left out for a matrix of probabilities', options.positive);
  checkLabels(where, 'truth', truth);
  checkProbabilityMatrix(where, matrix, truth.length);
  const { cols, data } = matrix;
  const { column } = trueColumns(where, truth, cols, options.classes);
  const isRight = new Uint8Array(truth.length);
  const confidence = new Float64Array(truth.length);
  for (let i = 0; i < truth.length; i++) {
    let top = 0;
    for (let k = 1; k < cols; k++) if (data[i * cols + k] > data[i * cols + top]) top = k;
    isRight[i] = Number(top === column[i]);
    confidence[i] = data[i * cols + top];
  }
  return binned(where, isRight, confidence, options);
};

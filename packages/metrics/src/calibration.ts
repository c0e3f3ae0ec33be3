import { rangeError, typeError, unknownOptions } from '@betahat/linalg/check';
import { checkLabels, type Label, type Labels } from './labels.ts';
import {
  checkProbabilityMatrix,
  checkScores,
  isMatrix,
  type Probabilities,
  positives,
  trueColumns,
} from './probabilities.ts';
import { rowWeights, type Weighted } from './weights.ts';

/** Options of `calibrationCurve`. */
export interface CalibrationOptions<L extends Label = Label> extends Weighted {
  /** The number of bins, at least 1. Default 10. */
  readonly bins?: number;
  /** Bins of equal width, or of equally many rows (which takes no weights). Default 'uniform'. */
  readonly strategy?: 'uniform' | 'quantile';
  /** For one probability per row: the label it belongs to. Default 1 or true. */
  readonly positive?: L;
}

/** Options of `expectedCalibrationError`. */
export interface CalibrationErrorOptions<L extends Label = Label> extends CalibrationOptions<L> {
  /** The label of each column of a matrix. Default: the labels of `truth`, sorted. */
  readonly classes?: Labels<L>;
}

/** Bins that hold rows, by rising probability. */
export interface CalibrationCurve {
  /** Mean predicted probability of each bin. */
  readonly predicted: Float64Array;
  /** Share of positive rows in each bin. */
  readonly observed: Float64Array;
  /** Weight of the rows in each bin. */
  readonly weight: Float64Array;
}

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

const binned = (
  where: string,
  isPositive: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  options: Omit<CalibrationOptions, 'positive'>,
): CalibrationCurve => {
  const { bins = 10, strategy = 'uniform' } = options;
  if (typeof bins !== 'number') throw typeError(where, 'bins', 'an integer of at least 1', bins);
  if (!(Number.isSafeInteger(bins) && bins >= 1))
    throw rangeError(where, 'bins', 'an integer of at least 1', bins);
  if (strategy !== 'uniform' && strategy !== 'quantile')
    throw rangeError(where, 'strategy', "'uniform' or 'quantile'", strategy);
  if (strategy === 'quantile' && options.weights !== undefined)
    throw rangeError(where, 'weights', "left out for strategy 'quantile'", options.weights);
  const weights = rowWeights(where, options.weights, isPositive.length);
  const edges = strategy === 'uniform' ? uniformEdges(bins) : quantileEdges(bins, probabilities);
  const totals = {
    weight: new Float64Array(bins),
    predicted: new Float64Array(bins),
    observed: new Float64Array(bins),
  };
  for (let i = 0; i < weights.length; i++) {
    const bin = binOf(edges, probabilities[i]);
    totals.weight[bin] += weights[i];
    totals.predicted[bin] += weights[i] * probabilities[i];
    totals.observed[bin] += weights[i] * isPositive[i];
  }
  const held = (_: number, bin: number) => totals.weight[bin] > 0;
  const weight = totals.weight.filter(held);
  const mean = (sums: Float64Array) => sums.filter(held).map((sum, bin) => sum / weight[bin]);
  return { predicted: mean(totals.predicted), observed: mean(totals.observed), weight };
};

/** The inner edges 1/n, 2/n, …, computed as NumPy's `linspace` does. */
const uniformEdges = (bins: number): Float64Array =>
  new Float64Array(bins - 1).map((_, k) => (k + 1) * (1 / bins));

/** Inner edges at equal shares of the sorted values, by linear interpolation. */
const quantileEdges = (bins: number, values: ArrayLike<number>): Float64Array => {
  const sorted = Float64Array.from(values).sort();
  return new Float64Array(bins - 1).map((_, k) => {
    const at = (k + 1) * (1 / bins) * (sorted.length - 1);
    const below = sorted[Math.floor(at)];
    const above = sorted[Math.ceil(at)];
    return below + (above - below) * (at - Math.floor(at));
  });
};

/** The number of inner edges below p. */
const binOf = (edges: Float64Array, p: number): number => {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle] < p) low = middle + 1;
    else high = middle;
  }
  return low;
};

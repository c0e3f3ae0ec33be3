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
import { weightedMean } from './weighted-mean.ts';
import { rowWeights, type Weighted } from './weights.ts';

/** Options of `logLoss`. */
export interface LogLossOptions<L extends Label = Label> extends Weighted {
  /** The label of each column of a matrix. Default: the labels of `truth`, sorted. */
  readonly classes?: Labels<L>;
  /** For one probability per row: the label it belongs to. Default 1 or true. */
  readonly positive?: L;
  /** Probabilities are moved into [clip, 1 − clip] first. Default 0: a true label with probability 0 costs Infinity. */
  readonly clip?: number;
}

/**
 * Mean negative log likelihood of the true labels, in nats.
 *
 *     −Σᵢ wᵢ log pᵢ(tᵢ) / Σᵢ wᵢ
 *
 * Nothing is clipped unless asked for; with `clip: Number.EPSILON` it equals scikit-learn's
 * `log_loss`, which also divides rows that do not sum to 1, where this throws.
 * @param truth the true label of each row
 * @param probabilities a rows×classes matrix, or the probability of `positive` for each row
 * @throws TypeError or RangeError when lengths or classes do not fit, a probability is outside
 *   [0, 1], or a row of the matrix does not sum to 1
 * @see scikit-learn `log_loss`
 * @example
 * import { logLoss } from '@betahat/metrics';
 * logLoss([1, 0, 1], [0.9, 0.2, 0.6]); // 0.2797765635793423
 */
export const logLoss = <L extends Label>(
  truth: Labels<L>,
  probabilities: Probabilities,
  options: LogLossOptions<L> = {},
): number => {
  const where = 'logLoss';
  unknownOptions(where, options, ['weights', 'classes', 'positive', 'clip']);
  const { clip = 0, classes, positive } = options;
  if (!(typeof clip === 'number' && clip >= 0 && clip < 0.5))
    throw rangeError(where, 'clip', 'a number in [0, 0.5)', clip);
  checkLabels(where, 'truth', truth);
  const weights = rowWeights(where, options.weights, truth.length);
  // log1p keeps the digits of 1 − p that the subtraction would round away.
  const logOf = (p: number) => Math.log(Math.min(Math.max(p, clip), 1 - clip));
  const logOfRest = (p: number) => Math.log1p(-Math.min(Math.max(p, clip), 1 - clip));
  if (!isMatrix(probabilities)) {
    if (classes !== undefined)
      throw typeError(where, 'classes', 'left out for one probability per row', classes);
    const isPositive = positives(where, truth, positive);
    checkScores(where, 'probabilities', probabilities, truth.length, 0, 1);
    return weightedMean(weights, (i) =>
      isPositive[i] === 1 ? -logOf(probabilities[i]) : -logOfRest(probabilities[i]),
    );
  }
  if (positive !== undefined)
    throw typeError(where, 'positive', 'left out for a matrix of probabilities', positive);
  checkProbabilityMatrix(where, probabilities, truth.length);
  const { cols, data } = probabilities;
  const { column } = trueColumns(where, truth, cols, classes);
  return weightedMean(weights, (i) => -logOf(data[i * cols + column[i]]));
};

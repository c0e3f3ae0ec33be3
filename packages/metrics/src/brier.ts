import { typeError, unknownOptions } from '@betahat/linalg/check';
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

/** Options of `brier`. */
export interface BrierOptions<L extends Label = Label> extends Weighted {
  /** The label of each column of a matrix. Default: the labels of `truth`, sorted. */
  readonly classes?: Labels<L>;
  /** For one probability per row: the label it belongs to. Default 1 or true. */
  readonly positive?: L;
}

/**
 * Brier's score, the mean squared error of probabilities.
 *
 *     one probability per row:  Σᵢ wᵢ (pᵢ − yᵢ)² / Σᵢ wᵢ              in [0, 1]
 *     a matrix:                 Σᵢ wᵢ Σₖ (pᵢₖ − [tᵢ = k])² / Σᵢ wᵢ    in [0, 2]
 *
 * A matrix of two columns scores twice what its second column alone does.
 * @param truth the true label of each row
 * @param probabilities a rows×classes matrix, or the probability of `positive` for each row
 * @throws TypeError or RangeError when lengths or classes do not fit, a probability is outside
 *   [0, 1], or a row of the matrix does not sum to 1
 * @see G. W. Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78, 1950
 * @see scikit-learn `brier_score_loss`
 * @example
 * import { brier } from '@betahat/metrics';
 * brier([0, 1, 1], [0.5, 0.5, 1]); // 1/6
 */
export const brier = <L extends Label>(
  truth: Labels<L>,
  probabilities: Probabilities,
  options: BrierOptions<L> = {},
): number => {
  const where = 'brier';
  unknownOptions(where, options, ['weights', 'classes', 'positive']);
  const { classes, positive } = options;
  checkLabels(where, 'truth', truth);
  const weights = rowWeights(where, options.weights, truth.length);
  if (!isMatrix(probabilities)) {
    if (classes !== undefined)
      throw typeError(where, 'classes', 'left out for one probability per row', classes);
    const isPositive = positives(where, truth, positive);
    checkScores(where, 'probabilities', probabilities, truth.length, 0, 1);
    return weightedMean(weights, (i) => (probabilities[i] - isPositive[i]) ** 2);
  }
  if (positive !== undefined)
    throw typeError(where, 'positive', 'left out for a matrix of probabilities', positive);
  checkProbabilityMatrix(where, probabilities, truth.length);
  const { cols, data } = probabilities;
  const { column } = trueColumns(where, truth, cols, classes);
  return weightedMean(weights, (i) => {
    let squares = 0;
    for (let k = 0; k < cols; k++) squares += (data[i * cols + k] - (k === column[i] ? 1 : 0)) ** 2;
    return squares;
  });
};

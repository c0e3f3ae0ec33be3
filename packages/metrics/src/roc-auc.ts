import { rangeError, typeError, unknownOptions } from '@betahat/linalg/check';
import { auc } from './auc.ts';
import { checkLabels, type Label, type Labels } from './labels.ts';
import {
  checkScores,
  isMatrix,
  type Probabilities,
  positives,
  trueColumns,
} from './probabilities.ts';
import { curveOf } from './roc-curve.ts';
import { rowWeights, type Weighted } from './weights.ts';

/** Options of `rocAuc`. */
export interface RocAucOptions<L extends Label = Label> extends Weighted {
  /** For one score per row: the label that a high score speaks for. Default 1 or true. */
  readonly positive?: L;
  /** The label of each column of a matrix. Default: the labels of `truth`, sorted. */
  readonly classes?: Labels<L>;
  /** For a matrix: each class against the rest, or each pair of classes. Default 'oneVsRest'. */
  readonly multiclass?: 'oneVsRest' | 'oneVsOne';
  /** For a matrix: the mean over classes or pairs, or with the weight of their rows. Default 'macro'. */
  readonly average?: 'macro' | 'weighted';
}

/**
 * Area under the ROC curve: the chance that a positive row scores higher than a negative one, a tie
 * counting half.
 *
 *     P(s⁺ > s⁻) + P(s⁺ = s⁻) / 2
 *
 * With a matrix of scores: the mean over classes against the rest, or over pairs of classes (of a
 * pair, the mean of the areas by each one's column; Hand and Till's M).
 * @param truth the true label of each row
 * @param scores one number per row for two classes, or a rows×classes matrix
 * @returns a number in [0, 1]
 * @throws RangeError when truth has one class only, or none of the rows of a column's class
 * @throws TypeError or RangeError when lengths or classes do not fit, or a score is not finite
 * @see D. J. Hand and R. J. Till, A simple generalisation of the area under the ROC curve for multiple class classification problems, Machine Learning 45, 2001
 * @see scikit-learn `roc_auc_score`
 * @example
 * import { rocAuc } from '@betahat/metrics';
 * rocAuc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]); // 0.75
 */
export const rocAuc = <L extends Label>(
  truth: Labels<L>,
  scores: Probabilities,
  options: RocAucOptions<L> = {},
): number => {
  const where = 'rocAuc';
  unknownOptions(where, options, ['weights', 'positive', 'classes', 'multiclass', 'average']);
  const { positive, classes, multiclass = 'oneVsRest', average = 'macro' } = options;
  if (multiclass !== 'oneVsRest' && multiclass !== 'oneVsOne')
    throw rangeError(where, 'multiclass', "'oneVsRest' or 'oneVsOne'", multiclass);
  if (average !== 'macro' && average !== 'weighted')
    throw rangeError(where, 'average', "'macro' or 'weighted'", average);
  checkLabels(where, 'truth', truth);
  const weights = rowWeights(where, options.weights, truth.length);
  if (!isMatrix(scores)) {
    if (classes !== undefined)
      throw typeError(where, 'classes', 'left out for one score per row', classes);
    const isPositive = positives(where, truth, positive);
    checkScores(where, 'scores', scores, truth.length);
    return binaryArea(where, 'truth', isPositive, scores, weights);
  }
  if (positive !== undefined)
    throw typeError(where, 'positive', 'left out for a matrix of scores', positive);
  if (scores.rows !== truth.length)
    throw rangeError(where, 'scores.rows', `${truth.length}, as of truth`, scores.rows);
  const { cols, data } = scores;
  checkScores(where, 'scores.data', data, truth.length * cols);
  const { classes: names, column } = trueColumns(where, truth, cols, classes);
  const scoresOf = (k: number) => Float64Array.from(column, (_, i) => data[i * cols + k]);
  const area = (k: number, rowWeight: Float64Array) =>
    binaryArea(
      where,
      `class ${JSON.stringify(names[k])}`,
      column.map((own) => Number(own === k)),
      scoresOf(k),
      rowWeight,
    );
  const parts = multiclass === 'oneVsRest' ? singles(cols) : pairs(cols);
  let sum = 0;
  let whole = 0;
  for (const [k, other] of parts) {
    const inPart = weights.map((weight, i) =>
      other === undefined || column[i] === k || column[i] === other ? weight : 0,
    );
    const value =
      other === undefined ? area(k, inPart) : (area(k, inPart) + area(other, inPart)) / 2;
    // Against the rest a class counts with its own rows, a pair with the rows of both.
    const rows = other === undefined ? weights.filter((_, i) => column[i] === k) : inPart;
    const share = average === 'macro' ? 1 : rows.reduce((total, weight) => total + weight, 0);
    sum += share * value;
    whole += share;
  }
  return sum / whole;
};

const singles = (n: number): [number, undefined][] =>
  Array.from({ length: n }, (_, k) => [k, undefined]);

const pairs = (n: number): [number, number][] =>
  Array.from({ length: n }, (_, a) => a).flatMap((a) =>
    Array.from({ length: n - a - 1 }, (_, b): [number, number] => [a, a + 1 + b]),
  );

const binaryArea = (
  where: string,
  what: string,
  isPositive: ArrayLike<number>,
  scores: ArrayLike<number>,
  weights: Float64Array,
): number => {
  const total = [0, 0];
  for (let i = 0; i < weights.length; i++) total[isPositive[i]] += weights[i];
  if (total[0] === 0 || total[1] === 0)
    throw new RangeError(
      `${where}: ${what} must have positive and negative rows, got a weight of ${total[1]} positive and ${total[0]} negative`,
    );
  const { falsePositiveRate, truePositiveRate } = curveOf(isPositive, scores, weights, true);
  return auc(falsePositiveRate, truePositiveRate);
};

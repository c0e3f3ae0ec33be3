import { type DenseMatrix, dense } from '@betahat/linalg';
import { rangeError, unknownOptions } from '@betahat/linalg/check';
import {
  checkClasses,
  checkLabels,
  distinctLabels,
  type Label,
  type Labels,
  positions,
} from './labels.ts';
import { rowWeights, type Weighted } from './weights.ts';

/** Options of `confusionMatrix`. */
export interface ConfusionOptions<L extends Label = Label> extends Weighted {
  /** The labels to count, in order. Rows with another label are left out. Default: all that occur, sorted. */
  readonly classes?: Labels<L>;
  /** Divide by the total of the true class (each row sums to 1), of the predicted class, or of all. A total of 0 leaves zeros. */
  readonly normalize?: 'truth' | 'predicted' | 'all';
}

/** Counts of true against predicted labels. */
export interface ConfusionMatrix<L extends Label = Label> {
  /** The label of each row and of each column. */
  readonly classes: readonly L[];
  /** Entry (i, j): the weight of rows of class i that were predicted as class j. */
  readonly counts: DenseMatrix;
}

/**
 * How often each true label was predicted as each label.
 *
 *     Cᵢⱼ = Σ w over the rows with truth = classesᵢ and predicted = classesⱼ
 *
 * @param truth the true label of each row
 * @param predicted the predicted label of each row
 * @returns the labels, and a classes×classes matrix: rows are the truth, columns the prediction
 * @throws TypeError or RangeError when there are no rows, lengths differ, a label or weight is
 *   unusable, or no row of `truth` has one of `classes`
 * @see scikit-learn `confusion_matrix`
 * @example
 * import { confusionMatrix } from '@betahat/metrics';
 * const { classes, counts } = confusionMatrix(['a', 'b', 'b', 'a'], ['a', 'b', 'a', 'a']);
 * classes; // ['a', 'b']
 * counts.data; // Float64Array [2, 0, 1, 1]
 */
export const confusionMatrix = <L extends Label>(
  truth: Labels<L>,
  predicted: Labels<L>,
  options: ConfusionOptions<L> = {},
): ConfusionMatrix<L> => {
  const where = 'confusionMatrix';
  unknownOptions(where, options, ['weights', 'classes', 'normalize']);
  const { normalize } = options;
  if (normalize !== undefined && !['truth', 'predicted', 'all'].includes(normalize))
    throw rangeError(where, 'normalize', "'truth', 'predicted' or 'all'", normalize);
  const table = countPairs(where, truth, predicted, options);
  if (normalize !== undefined) divide(table.counts, normalize);
  return table;
};

/** The confusion matrix without normalization; other metrics are made of its counts. */
export const countPairs = <L extends Label>(
  where: string,
  truth: Labels<L>,
  predicted: Labels<L>,
  options: Weighted & { readonly classes?: Labels<L> },
): ConfusionMatrix<L> => {
  checkLabels(where, 'truth', truth);
  checkLabels(where, 'predicted', predicted, truth.length);
  const weights = rowWeights(where, options.weights, truth.length);
  if (options.classes !== undefined) checkClasses(where, 'classes', options.classes);
  const classes = Array.from(options.classes ?? distinctLabels(truth, predicted));
  const trueClass = positions(truth, classes);
  if (trueClass.every((k) => k < 0))
    throw rangeError(where, 'classes', 'labels that occur in truth', classes.join(', '));
  const predictedClass = positions(predicted, classes);
  const size = classes.length;
  const counts = new Float64Array(size * size);
  for (const [row, i] of trueClass.entries()) {
    const j = predictedClass[row];
    if (i >= 0 && j >= 0) counts[i * size + j] += weights[row];
  }
  return { classes, counts: dense(size, size, counts) };
};

const divide = ({ data, rows: size }: DenseMatrix, by: 'truth' | 'predicted' | 'all'): void => {
  const totals = new Float64Array(size);
  const groupOf = (entry: number) =>
    by === 'truth' ? Math.floor(entry / size) : by === 'predicted' ? entry % size : 0;
  for (const [entry, count] of data.entries()) totals[groupOf(entry)] += count;
  for (const [entry, count] of data.entries())
    data[entry] = count === 0 ? 0 : count / totals[groupOf(entry)];
};

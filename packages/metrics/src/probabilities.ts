import type { DenseMatrix } from '@betahat/linalg';
import { rangeError, typeError } from '@betahat/linalg/check';
import {
  checkClasses,
  checkLabels,
  distinctLabels,
  type Label,
  type Labels,
  positions,
} from './labels.ts';

/**
 * Predicted probabilities: a rows×classes matrix, or, for two classes, one number per row: the
 * probability of the positive class.
 */
export type Probabilities = DenseMatrix | ArrayLike<number>;

/** How far a row of probabilities may be from summing to 1: float32 output stays within it. */
const SUM_TOLERANCE = 1e-5;

export const isMatrix = (value: Probabilities): value is DenseMatrix =>
  typeof value === 'object' && value !== null && (value as DenseMatrix).kind === 'dense';

/** Passes one finite number per row. */
export const checkScores = (
  where: string,
  argument: string,
  scores: ArrayLike<number>,
  rows: number,
  low: number = Number.NEGATIVE_INFINITY,
  high: number = Number.POSITIVE_INFINITY,
): void => {
  if (typeof scores !== 'object' || scores === null || !('length' in scores))
    throw typeError(where, argument, 'an array of numbers', scores);
  if (scores.length !== rows)
    throw rangeError(where, `${argument}.length`, `${rows}, as of truth`, scores.length);
  const expected = Number.isFinite(low) ? `a number in [${low}, ${high}]` : 'a finite number';
  for (let i = 0; i < rows; i++) {
    const score = scores[i];
    if (typeof score !== 'number') throw typeError(where, `${argument}[${i}]`, expected, score);
    if (!Number.isFinite(score) || score < low || score > high)
      throw rangeError(where, `${argument}[${i}]`, expected, score);
  }
};

/** Passes a matrix of probabilities whose rows sum to 1. */
export const checkProbabilityMatrix = (where: string, matrix: DenseMatrix, rows: number): void => {
  if (matrix.rows !== rows)
    throw rangeError(where, 'probabilities.rows', `${rows}, as of truth`, matrix.rows);
  const { cols, data } = matrix;
  for (let i = 0; i < rows; i++) {
    let total = 0;
    for (let k = 0; k < cols; k++) {
      const p = data[i * cols + k];
      if (!(p >= 0 && p <= 1))
        throw rangeError(where, `probabilities[${i}][${k}]`, 'a number in [0, 1]', p);
      total += p;
    }
    if (Math.abs(total - 1) > SUM_TOLERANCE)
      throw rangeError(where, `the sum of probabilities[${i}]`, '1', total);
  }
};

/**
 * The column of each row's true label. The columns are those of `classes`, by default the sorted
 * labels of `truth`; a matrix must have as many columns.
 */
export const trueColumns = <L extends Label>(
  where: string,
  truth: Labels<L>,
  columns: number,
  given: Labels<L> | undefined,
): { readonly classes: readonly L[]; readonly column: Int32Array } => {
  if (given !== undefined) checkClasses(where, 'classes', given);
  const classes = given === undefined ? distinctLabels(truth) : Array.from(given);
  if (classes.length !== columns) {
    const hint = given === undefined ? ' (give classes where truth lacks one)' : '';
    throw rangeError(
      where,
      `the number of classes${hint}`,
      `${columns}, the number of probability columns`,
      classes.length,
    );
  }
  const column = positions(truth, classes);
  const stranger = column.indexOf(-1);
  if (stranger >= 0)
    throw rangeError(where, `truth[${stranger}]`, `one of ${classes.join(', ')}`, truth[stranger]);
  return { classes, column };
};

/**
 * 1 for rows of the positive class, 0 for the others. Which label is positive: the one given; else
 * 1 or true where truth holds nothing but 0 and 1, −1 and 1, or booleans.
 */
export const positives = <L extends Label>(
  where: string,
  truth: Labels<L>,
  positive: L | undefined,
): Uint8Array => {
  checkLabels(where, 'truth', truth);
  const present = distinctLabels<Label>(truth);
  if (present.length > 2)
    throw rangeError(where, 'truth', 'labels of at most two classes', present.join(', '));
  if (positive !== undefined) {
    if (present.length === 2 && !present.includes(positive))
      throw rangeError(where, 'positive', `one of ${present.join(', ')}`, positive);
    return markEqual(truth, positive);
  }
  const within = (...allowed: Label[]) => present.every((label) => allowed.includes(label));
  if (within(false, true)) return markEqual(truth, true);
  if (within(0, 1) || within(-1, 1)) return markEqual(truth, 1);
  throw rangeError(
    where,
    'positive',
    'given where labels are not 0 and 1, −1 and 1, or false and true',
    positive,
  );
};

/** A loop, as `Uint8Array.from` with a function takes a hundred times as long (measured). */
const markEqual = (labels: Labels, wanted: Label): Uint8Array => {
  const marks = new Uint8Array(labels.length);
  for (let i = 0; i < marks.length; i++) if (labels[i] === wanted) marks[i] = 1;
  return marks;
};

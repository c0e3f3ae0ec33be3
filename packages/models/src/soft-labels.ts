import { type DenseMatrix, type FloatArray, fromRows } from '@betahat/linalg';
import { rangeError, typeError } from '@betahat/linalg/check';

/** Probabilities as targets: rows×classes, each row summing to 1. */
export type SoftLabels = DenseMatrix | readonly (readonly number[])[] | readonly FloatArray[];

export const isSoftLabels = (y: unknown): y is SoftLabels =>
  typeof y === 'object' &&
  y !== null &&
  ('kind' in y || (Array.isArray(y) && typeof y[0] === 'object' && y[0] !== null));

/** How far the sum of a row may be from 1: single-precision probabilities of a few hundred classes. */
const SUM_TOLERANCE = 1e-5;

/**
 * Target probabilities as one array, rows×classes.
 *
 * @throws TypeError or RangeError that names the row for numbers outside [0, 1] and rows that do not sum to 1
 */
export const softTargets = (
  where: string,
  y: SoftLabels,
  rows: number,
): { targets: Float64Array; classes: number } => {
  if ('kind' in y && y.kind !== 'dense') {
    throw typeError(where, 'y.kind', "'dense'", (y as { kind: unknown }).kind);
  }
  const matrix = 'kind' in y ? y : fromRows(y as readonly number[][]);
  if (matrix.rows !== rows) {
    throw rangeError(where, 'the number of rows of y', `that of X, ${rows}`, matrix.rows);
  }
  const classes = matrix.cols;
  if (classes < 2) throw rangeError(where, 'the number of columns of y', 'at least 2', classes);
  const targets = Float64Array.from(matrix.data);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let k = 0; k < classes; k++) {
      const value = targets[row * classes + k];
      if (!(value >= 0 && value <= 1)) {
        throw rangeError(where, `y[${row}][${k}]`, 'a probability in [0, 1]', value);
      }
      sum += value;
    }
    if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
      throw rangeError(where, `the sum of y[${row}]`, '1', sum);
    }
  }
  return { targets, classes };
};

/**
 * With a free intercept the loss of a class that no row has any probability of falls for ever, as that
 * intercept goes to −∞.
 *
 * @throws RangeError that names the column of y
 */
export const checkEachClassHasWeight = (
  where: string,
  targets: Float64Array,
  classes: number,
  weights: Float64Array | null,
): void => {
  const totals = new Float64Array(classes);
  for (let at = 0; at < targets.length; at++) {
    totals[at % classes] += targets[at] * (weights?.[Math.floor(at / classes)] ?? 1);
  }
  const empty = totals.indexOf(0);
  if (empty >= 0) throw rangeError(where, `the weight of class ${empty}`, 'positive', 0);
};

import { rangeError, typeError } from '@betahat/linalg/check';
import type { TargetReader, Targets } from './types.ts';

/** A sum of probabilities may be off 1 by this: single precision and six printed digits pass. */
const TOLERANCE = 1e-6;

const listOf = (where: string, targets: Targets): ArrayLike<number> => {
  if (typeof targets !== 'object' || targets === null) {
    throw typeError(where, 'targets', 'a list of numbers or a DenseMatrix', targets);
  }
  const list = 'data' in targets ? targets.data : targets;
  if (typeof list.length !== 'number') {
    throw typeError(where, 'targets', 'a list of numbers or a DenseMatrix', targets);
  }
  return list;
};

const checkUnit = (where: string, list: ArrayLike<number>): void => {
  for (let i = 0; i < list.length; i++) {
    const y = list[i]!;
    // False for NaN too.
    if (!(y >= 0 && y <= 1)) throw rangeError(where, `targets[${i}]`, 'a number in [0, 1]', y);
  }
};

/**
 * Targets of a two-class loss: one number in [0, 1] per row, the probability of class 1.
 * @throws RangeError naming the first row that holds anything else
 */
export const binaryTargets = (where: string, targets: Targets, rows: number): TargetReader => {
  const list = listOf(where, targets);
  if (list.length !== rows) throw rangeError(where, 'targets.length', `${rows}`, list.length);
  checkUnit(where, list);
  return (i, y) => {
    y[0] = list[i]!;
  };
};

/**
 * Targets of a loss over classes: a class index per row, or a row of probabilities per row. Which
 * of the two is told by the length.
 * @throws RangeError naming the first index out of range, probability outside [0, 1], or row of
 * probabilities that does not sum to 1 (within 1e-6)
 */
export const classTargets =
  (classes: number) =>
  (where: string, targets: Targets, rows: number): TargetReader => {
    const list = listOf(where, targets);
    if (list.length === rows) {
      for (let i = 0; i < rows; i++) {
        const index = list[i]!;
        if (!(Number.isInteger(index) && index >= 0 && index < classes)) {
          throw rangeError(where, `targets[${i}]`, `a class index from 0 to ${classes - 1}`, index);
        }
      }
      return (i, y) => {
        y.fill(0);
        y[list[i]!] = 1;
      };
    }
    if (list.length !== rows * classes) {
      throw rangeError(
        where,
        'targets.length',
        `${rows} (class indices) or ${rows * classes} (probabilities)`,
        list.length,
      );
    }
    checkUnit(where, list);
    for (let i = 0; i < rows; i++) {
      let sum = 0;
      for (let j = 0; j < classes; j++) sum += list[i * classes + j]!;
      if (!(Math.abs(sum - 1) <= TOLERANCE)) {
        throw rangeError(where, `the sum of the targets of row ${i}`, '1', sum);
      }
    }
    return (i, y) => {
      for (let j = 0; j < classes; j++) y[j] = list[i * classes + j]!;
    };
  };

/**
 * Checks the targets of a fit once, before the block losses run on them unchecked.
 *
 * @param where the calling function's name, for the error
 * @param classes 1 for the binary loss (one y ∈ [0, 1] per row), else the number of classes
 * @throws TypeError or RangeError, naming the first entry that does not fit
 * @example
 * import { checkTargets } from '@betahat/losses';
 * checkTargets('fit', [0, 3], 2, 3); // RangeError: fit: targets[1] must be a class index from 0 to 2, got 3
 */
export const checkTargets = (
  where: string,
  targets: Targets,
  rows: number,
  classes: number,
): void => {
  if (classes === 1) binaryTargets(where, targets, rows);
  else classTargets(classes)(where, targets, rows);
};

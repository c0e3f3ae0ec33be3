import { rangeError } from '@betahat/linalg/check';
import { unitInterval } from './domains.ts';
import { numbers } from './numbers.ts';
import type { Block, Domain, TargetReader } from './types.ts';

/** A sum of probabilities may be off 1 by this per class: six printed digits and float32 pass. */
const TOLERANCE = 1e-6;

/** Targets with one number per row, from a domain. */
export const scalarTargets =
  (domain: Domain) =>
  (where: string, targets: Block, rows: number): TargetReader => {
    const list = numbers(where, 'targets', targets, domain, rows);
    return (i, y) => {
      y[0] = list[i]!;
    };
  };

/**
 * Targets of a two-class loss: one number in [0, 1] per row, the probability of class 1.
 * @throws RangeError naming the first row that holds anything else
 * @example
 * import { binaryTargets } from '@betahat/losses';
 * const y = new Float64Array(1);
 * binaryTargets('fit', [1, 0.25], 2)(1, y);
 * y; // Float64Array [0.25]
 */
export const binaryTargets = /* @__PURE__ */ scalarTargets(unitInterval);

/**
 * Targets of a loss over classes: a class index per row, or a row of probabilities per row. Which
 * of the two is told by the length.
 * @throws RangeError naming the first index out of range, probability outside [0, 1], or row of
 * probabilities that does not sum to 1 (within 1e-6 per class)
 * @example
 * import { classTargets } from '@betahat/losses';
 * const y = new Float64Array(3);
 * classTargets(3)('fit', [2, 0], 2)(0, y);
 * y; // Float64Array [0, 0, 1]
 */
export const classTargets =
  (classes: number) =>
  (where: string, targets: Block, rows: number): TargetReader => {
    const list = numbers(where, 'targets', targets);
    if (list.length === rows) {
      numbers(where, 'targets', list, {
        holds: (y) => Number.isInteger(y) && y >= 0 && y < classes,
        words: `a class index from 0 to ${classes - 1}`,
      });
      return (i, y) => {
        y.fill(0);
        y[list[i]!] = 1;
      };
    }
    if (list.length !== rows * classes) {
      const words = `${rows} (class indices) or ${rows * classes} (probabilities)`;
      throw rangeError(where, 'targets.length', words, list.length);
    }
    numbers(where, 'targets', list, unitInterval);
    for (let i = 0; i < rows; i++) {
      let sum = 0;
      for (let j = 0; j < classes; j++) sum += list[i * classes + j]!;
      if (Math.abs(sum - 1) > TOLERANCE * classes) {
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
 * try {
 *   checkTargets('fit', [0, 3], 2, 3);
 * } catch (error) {
 *   console.log(error.message); // 'fit: targets[1] must be a class index from 0 to 2, got 3'
 * }
 */
export const checkTargets = (
  where: string,
  targets: Block,
  rows: number,
  classes: number,
): void => {
  if (classes === 1) binaryTargets(where, targets, rows);
  else classTargets(classes)(where, targets, rows);
};

/** Checks a number of classes. */
export const checkClasses = (where: string, classes: number): void => {
  if (!(Number.isInteger(classes) && classes >= 2)) {
    throw rangeError(where, 'classes', 'an integer ≥ 2', classes);
  }
};

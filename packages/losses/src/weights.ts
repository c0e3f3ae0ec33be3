import { rangeError } from '@betahat/linalg/check';
import { weight } from './domains.ts';
import { numbers } from './numbers.ts';
import { sumOf } from './sum.ts';

/**
 * Checks row weights and returns their total.
 *
 * @param where the calling function's name, for the error
 * @param weights one finite weight ≥ 0 per row, or null or undefined: all 1
 * @returns Σ s, or the row count without weights
 * @throws TypeError when the weights are no list of numbers
 * @throws RangeError when there are more or fewer than rows, one is negative or not finite, or
 * there are rows and all are zero
 * @example
 * import { totalWeight } from '@betahat/losses';
 * totalWeight('fit', [1, 2], 2); // 3
 */
export const totalWeight = (
  where: string,
  weights: ArrayLike<number> | null | undefined,
  rows: number,
): number => {
  if (!weights) return rows;
  const total = sumOf(numbers(where, 'weights', weights, weight, rows));
  if (rows > 0 && total === 0) throw rangeError(where, 'the total weight', 'positive', 0);
  return total;
};

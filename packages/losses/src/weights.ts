import { rangeError, typeError } from '@betahat/linalg/check';
import { add, total } from './sum.ts';

/**
 * Checks row weights and returns their total.
 *
 * @param where the calling function's name, for the error
 * @param weights one finite weight ≥ 0 per row, or undefined: all 1
 * @returns Σ s, or the row count without weights
 * @throws TypeError when the weights are not a list of numbers
 * @throws RangeError when there are more or fewer than rows, one is negative or not finite, or all
 * are zero
 * @example
 * import { totalWeight } from '@betahat/losses';
 * totalWeight('fit', [1, 2], 2); // 3
 */
export const totalWeight = (
  where: string,
  weights: ArrayLike<number> | null | undefined,
  rows: number,
): number => {
  if (weights === undefined || weights === null) return rows;
  if (typeof weights !== 'object') throw typeError(where, 'weights', 'a list of numbers', weights);
  if (weights.length !== rows) throw rangeError(where, 'weights.length', `${rows}`, weights.length);
  const sum = { value: 0, lost: 0 };
  for (let i = 0; i < rows; i++) {
    const s = weights[i]!;
    // The first comparison is false for NaN, the second for Infinity.
    if (!(s >= 0 && s < Number.POSITIVE_INFINITY)) {
      throw rangeError(where, `weights[${i}]`, 'a finite number ≥ 0', s);
    }
    add(sum, s);
  }
  if (rows > 0 && sum.value === 0) throw rangeError(where, 'the total weight', 'positive', 0);
  return total(sum);
};

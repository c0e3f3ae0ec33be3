import { rangeError, typeError } from '@betahat/linalg/check';

/**
 * Area under a curve by the trapezoidal rule, taken positive whichever way x runs.
 *
 *     |Σᵢ (xᵢ₊₁ − xᵢ) (yᵢ₊₁ + yᵢ) / 2|
 *
 * @param x abscissae, all rising or all falling (equal neighbours are allowed)
 * @param y ordinates, as many
 * @throws RangeError when there are fewer than two points, lengths differ, or x turns
 * @see scikit-learn `auc`
 * @example
 * import { auc } from '@betahat/metrics';
 * auc([0, 0.5, 1], [0, 1, 1]); // 0.75
 */
export const auc = (x: ArrayLike<number>, y: ArrayLike<number>): number => {
  for (const [name, values] of [
    ['x', x],
    ['y', y],
  ] as const)
    if (typeof values !== 'object' || values === null || !('length' in values))
      throw typeError('auc', name, 'an array of numbers', values);
  if (x.length < 2) throw rangeError('auc', 'x.length', 'at least 2', x.length);
  if (y.length !== x.length) throw rangeError('auc', 'y.length', `${x.length}, as of x`, y.length);
  let area = 0;
  let direction = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const step = x[i + 1] - x[i];
    if (step * direction < 0)
      throw rangeError('auc', `x[${i + 1}]`, 'in the direction of the steps before', x[i + 1]);
    direction ||= Math.sign(step);
    area += (step * (y[i + 1] + y[i])) / 2;
  }
  return direction < 0 ? -area : area;
};

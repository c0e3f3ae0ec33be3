import { classTargets } from './targets.ts';

/**
 * Row weights under which every class counts the same in total.
 *
 *     s_i = n / (K · n_c),   c the class of row i, n_c its rows, K the classes that occur
 *
 * They sum to n, so that the balance between loss and penalty stays. scikit-learn's 'balanced'.
 *
 * @param targets one class index per row (for two classes: 0 or 1)
 * @param classes how many, from 2 up; one that does not occur is left out of K
 * @throws RangeError naming the first index that is out of range
 * @example
 * import { classBalancedWeights } from '@betahat/losses';
 * classBalancedWeights([0, 1, 1, 1], 2); // Float64Array [2, 0.6666666666666666, 0.6666666666666666, 0.6666666666666666]
 */
export const classBalancedWeights = (targets: ArrayLike<number>, classes: number): Float64Array => {
  classTargets(classes)('classBalancedWeights', targets, targets.length);
  const count = new Float64Array(classes);
  for (let i = 0; i < targets.length; i++) count[targets[i]!]!++;
  const occurring = count.filter((n) => n > 0).length;
  return Float64Array.from(targets, (c) => targets.length / (occurring * count[c]!));
};

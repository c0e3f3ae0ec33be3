import { integer } from '../check.ts';
import { RandomState } from '../random-state.ts';
import { range } from '../range.ts';
import { type FoldOptions, foldOptions } from './fold-options.ts';
import { type Split, splitsOf } from './split.ts';

/**
 * Cuts rows into k parts of nearly equal size; each part is the test side of one split, the rest
 * its training side. The first n mod k parts have one row more.
 *
 * Equals scikit-learn's `KFold(n_splits, shuffle=…, random_state=seed)`.
 * @param rows the number of rows
 * @returns k splits, both sides ascending
 * @throws RangeError when there are fewer rows than folds
 * @throws TypeError or RangeError when an option is unknown or not as described
 * @example
 * import { kFold } from '@betahat/random';
 * for (const { train, test } of kFold(10, { folds: 5, seed: 0 })) {
 *   train.length; // 8
 *   test.length; // 2
 * }
 */
export const kFold = (rows: number, options: FoldOptions = {}): Split[] => {
  integer('kFold', 'rows', rows, 0, 0xffff_ffff);
  const { folds, seed, shuffle } = foldOptions('kFold', options);
  if (folds > rows)
    throw new RangeError(`kFold: ${folds} folds need at least as many rows, got ${rows}`);
  const order = range(rows);
  if (shuffle) new RandomState(seed).shuffle(order);
  const foldOf = new Uint32Array(rows);
  const size = Math.floor(rows / folds);
  let start = 0;
  for (let fold = 0; fold < folds; fold++) {
    const end = start + size + (fold < rows % folds ? 1 : 0);
    for (const row of order.subarray(start, end)) foldOf[row] = fold;
    start = end;
  }
  return splitsOf(foldOf, folds);
};

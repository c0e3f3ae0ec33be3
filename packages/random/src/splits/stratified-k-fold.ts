import { RandomState } from '../random-state.ts';
import { type FoldOptions, foldOptions } from './fold-options.ts';
import { encodeLabels, type Label, rowsByCode } from './labels.ts';
import { type Split, splitsOf } from './split.ts';

const where = 'stratifiedKFold';

/**
 * K folds in which every class has nearly the share it has in the whole: per class, the numbers of
 * rows in any two folds differ by one at most.
 *
 * Equals scikit-learn's `StratifiedKFold(n_splits, shuffle=…, random_state=seed)`. A class with
 * fewer rows than folds is missing from some of the test sides.
 * @param labels one label per row
 * @returns k splits, both sides ascending
 * @throws RangeError when every class has fewer rows than there are folds
 * @throws TypeError or RangeError when a label or an option is not as described
 * @example
 * import { stratifiedKFold } from '@betahat/random';
 * const labels = ['a', 'a', 'a', 'a', 'b', 'b'];
 * stratifiedKFold(labels, { folds: 2 }).map(({ test }) => test.length); // [3, 3]
 */
export const stratifiedKFold = (labels: ArrayLike<Label>, options: FoldOptions = {}): Split[] => {
  const { folds, seed, shuffle } = foldOptions(where, options);
  const encoded = encodeLabels(where, 'labels', labels);
  if (encoded.counts.every((count) => count < folds))
    throw new RangeError(
      `${where}: ${folds} folds need a class with at least as many rows, the largest has ${Math.max(0, ...encoded.counts)}`,
    );
  const foldOf = new Uint32Array(labels.length);
  const random = new RandomState(seed);
  // Classes in order of appearance: dealt out one after another, each goes on where the last
  // one stopped, so that the folds' sizes differ by one at most.
  const classes = rowsByCode(encoded).sort((a, b) => a[0] - b[0]);
  let start = 0;
  for (const rows of classes) {
    const dealt = rows.map((_, i) => (start + i) % folds).sort();
    if (shuffle) random.shuffle(dealt);
    for (let i = 0; i < rows.length; i++) foldOf[rows[i]] = dealt[i];
    start += rows.length;
  }
  return splitsOf(foldOf, folds);
};

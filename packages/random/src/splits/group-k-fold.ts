import { RandomState } from '../random-state.ts';
import { range } from '../range.ts';
import { type FoldOptions, foldOptions } from './fold-options.ts';
import { encodeLabels, type Label } from './labels.ts';
import { type Split, splitsOf } from './split.ts';

const where = 'groupKFold';

/**
 * K folds in which no group is on both sides: the largest group left goes to the fold with the
 * fewest rows, until all are placed.
 *
 * With `shuffle: false` it equals scikit-learn's `GroupKFold(n_splits)`; else the seed decides which of
 * equally large groups comes first.
 * @param groups one group label per row
 * @returns k splits, both sides ascending
 * @throws RangeError when there are fewer groups than folds
 * @throws TypeError or RangeError when a label or an option is not as described
 * @example
 * import { groupKFold } from '@betahat/random';
 * const [first] = groupKFold(['x', 'x', 'x', 'y', 'y', 'z'], { folds: 2 });
 * first?.test; // Uint32Array [0, 1, 2]
 */
export const groupKFold = (groups: ArrayLike<Label>, options: FoldOptions = {}): Split[] => {
  const { folds, seed, shuffle } = foldOptions(where, options);
  const { classes, codes, counts } = encodeLabels(where, 'groups', groups);
  if (folds > classes.length)
    throw new RangeError(
      `${where}: ${folds} folds need at least as many groups, got ${classes.length}`,
    );
  const order = range(classes.length).reverse();
  if (shuffle) new RandomState(seed).shuffle(order);
  order.sort((a, b) => counts[b] - counts[a]); // stable: ties stay as they were
  const sizes = new Float64Array(folds);
  const foldOfGroup = new Uint32Array(classes.length);
  for (const group of order) {
    const lightest = sizes.indexOf(Math.min(...sizes));
    sizes[lightest] += counts[group];
    foldOfGroup[group] = lightest;
  }
  return splitsOf(
    codes.map((group) => foldOfGroup[group]),
    folds,
  );
};

import type { RandomState } from '../random-state.ts';

/**
 * How many of `draws` items to take from each class, in proportion to the class sizes: the floors
 * of the exact shares, and the rest to the largest remainders, ties broken at random.
 *
 *     shareₖ = countsₖ / Σ counts · draws
 *
 * @see scikit-learn, sklearn/utils/__init__.py `_approximate_mode`
 */
export const approximateMode = (
  counts: ArrayLike<number>,
  draws: number,
  random: RandomState,
): Uint32Array => {
  const sizes = Array.from(counts);
  const total = sizes.reduce((sum, count) => sum + count, 0);
  const shares = sizes.map((count) => (count / total) * draws);
  const taken = Uint32Array.from(shares, Math.floor);
  const remainders = shares.map((share, k) => share - taken[k]);
  let missing = draws - taken.reduce((sum, count) => sum + count, 0);
  for (const value of [...new Set(remainders)].sort((a, b) => b - a)) {
    if (missing <= 0) break;
    const tied = [...remainders.keys()].filter((k) => remainders[k] === value);
    const chosen = random.permutation(tied).slice(0, missing);
    for (const k of chosen) taken[k] += 1;
    missing -= chosen.length;
  }
  return taken;
};

import { integer, seed32, typeError, unknownOptions } from '../check.ts';

/** Options of the k-fold functions. */
export interface FoldOptions {
  /** The number of folds, at least 2. Default 5. */
  readonly folds?: number;
  /** An integer from 0 to 2³² − 1. Default 0. */
  readonly seed?: number;
  /** Without it, folds follow the order of the rows. Default true. */
  readonly shuffle?: boolean;
}

/** The options with their defaults, checked. */
export const foldOptions = (where: string, options: FoldOptions): Required<FoldOptions> => {
  unknownOptions(where, options, ['folds', 'seed', 'shuffle']);
  const { folds = 5, seed = 0, shuffle = true } = options;
  integer(where, 'folds', folds, 2);
  seed32(where, seed);
  if (typeof shuffle !== 'boolean') throw typeError(where, 'shuffle', 'true or false', shuffle);
  return { folds, seed, shuffle };
};

import { rangeError, typeError } from '@betahat/linalg/check';

/** Options that every metric takes. */
export interface Weighted {
  /** One non-negative weight per row; without it every row counts 1. Weight 2 is the row twice. */
  readonly weights?: ArrayLike<number>;
}

/** One weight per row, checked; ones where none are given. */
export const rowWeights = (
  where: string,
  weights: ArrayLike<number> | undefined,
  rows: number,
): Float64Array => {
  if (weights === undefined) return new Float64Array(rows).fill(1);
  if (typeof weights !== 'object' || weights === null || !('length' in weights))
    throw typeError(where, 'weights', 'an array of numbers', weights);
  if (weights.length !== rows)
    throw rangeError(where, 'weights.length', `${rows}, the number of rows`, weights.length);
  const checked = new Float64Array(rows);
  let total = 0;
  for (let i = 0; i < rows; i++) {
    const weight = weights[i];
    if (typeof weight !== 'number')
      throw typeError(where, `weights[${i}]`, 'a finite non-negative number', weight);
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY))
      throw rangeError(where, `weights[${i}]`, 'a finite non-negative number', weight);
    checked[i] = weight;
    total += weight;
  }
  if (total === 0) throw rangeError(where, 'weights', 'positive for at least one row', 0);
  return checked;
};

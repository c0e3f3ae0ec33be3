import { squareMatrix } from './arguments.ts';
import { rangeError } from './check.ts';
import { NotPositiveDefiniteError } from './cholesky.ts';
import type { DenseMatrix } from './types.ts';

/**
 * A[permutation[i]][permutation[j]] = Σ_{k < rank} L[i][k]·L[j][k]: a factor of a symmetric positive
 * semidefinite matrix, with its rank. `L` is size×rank, lower trapezoidal, its diagonal positive and
 * not ascending. Plain data.
 */
export interface PivotedCholesky {
  readonly kind: 'pivotedCholesky';
  readonly size: number;
  readonly rank: number;
  readonly permutation: Uint32Array;
  readonly L: DenseMatrix;
}

/**
 * Rank-revealing Cholesky factor: at each step the largest remaining diagonal entry is the pivot, and
 * the factorization ends when none is above the tolerance. Only the lower half of A is read.
 *
 * @param A dense, size×size, symmetric positive semidefinite
 * @param tolerance absolute bound on a pivot that counts as zero; by default size·ε·(largest diagonal
 *   entry), as in LAPACK's dpstrf (Hammarling, Higham, Lucas 2007)
 * @throws NotPositiveDefiniteError where the diagonal is not finite or its largest entry is negative
 * @throws TypeError or RangeError where A is not a square dense matrix or the tolerance is negative
 * @example
 * pivotedCholesky(fromRows([[1, 2], [2, 4]])).rank; // 1
 */
export const pivotedCholesky = (A: DenseMatrix, tolerance?: number): PivotedCholesky => {
  const { rows: size, data } = squareMatrix('pivotedCholesky', 'A', A);
  if (tolerance !== undefined && !(tolerance >= 0)) {
    throw rangeError('pivotedCholesky', 'tolerance', 'a number ≥ 0', tolerance);
  }
  const permutation = Uint32Array.from({ length: size }, (_, i) => i);
  const remaining = Float64Array.from({ length: size }, (_, i) => data[i * size + i]);
  let largest = 0;
  for (let i = 0; i < size; i++) {
    const value = remaining[i];
    if (!Number.isFinite(value)) throw new NotPositiveDefiniteError('pivotedCholesky', i, value);
    largest = i === 0 ? value : Math.max(largest, value);
  }
  if (largest < 0) throw new NotPositiveDefiniteError('pivotedCholesky', 0, largest);
  const enough = tolerance ?? size * Number.EPSILON * largest;
  const l = new Float64Array(size * size);
  let rank = 0;
  for (; rank < size; rank++) {
    let best = rank;
    for (let i = rank + 1; i < size; i++) if (remaining[i] > remaining[best]) best = i;
    if (!(remaining[best] > enough)) {
      // A comparison with NaN is false: rather than call it rank, say so.
      if (Number.isNaN(remaining[best])) {
        throw new NotPositiveDefiniteError('pivotedCholesky', permutation[best], Number.NaN);
      }
      break;
    }
    if (best !== rank) {
      const index = permutation[best];
      permutation[best] = permutation[rank];
      permutation[rank] = index;
      remaining[best] = remaining[rank];
      for (let k = 0; k < rank; k++) {
        const swap = l[best * size + k];
        l[best * size + k] = l[rank * size + k];
        l[rank * size + k] = swap;
      }
    }
    // The diagonal is summed anew rather than updated: cancellation would hide in `remaining`.
    const q = rank * size;
    const own = permutation[rank];
    let pivot = data[own * size + own];
    for (let k = 0; k < rank; k++) pivot -= l[q + k] * l[q + k];
    if (!(pivot > enough)) break;
    const root = Math.sqrt(pivot);
    l[q + rank] = root;
    for (let i = rank + 1; i < size; i++) {
      const p = i * size;
      const other = permutation[i];
      let s = other > own ? data[other * size + own] : data[own * size + other];
      for (let k = 0; k < rank; k++) s -= l[p + k] * l[q + k];
      l[p + rank] = s / root;
      remaining[i] -= l[p + rank] * l[p + rank];
    }
  }
  const trapezoid = new Float64Array(size * rank);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < Math.min(rank, i + 1); k++) trapezoid[i * rank + k] = l[i * size + k];
  }
  return {
    kind: 'pivotedCholesky',
    size,
    rank,
    permutation,
    L: { kind: 'dense', rows: size, cols: rank, data: trapezoid },
  };
};

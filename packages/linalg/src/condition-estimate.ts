import type { Cholesky } from './cholesky.ts';
import { backwardSubstitute, factorData, forwardSubstitute } from './cholesky-solve.ts';
import type { FloatArray } from './types.ts';

/** x ← L·(Lᵀ·x) */
const apply = (l: FloatArray, size: number, x: Float64Array): void => {
  // Lᵀ·x from the top: entry i needs only what lies below it, which is not yet overwritten.
  for (let i = 0; i < size; i++) {
    let s = 0;
    for (let k = i; k < size; k++) s += l[k * size + i] * x[k];
    x[i] = s;
  }
  for (let i = size - 1; i >= 0; i--) {
    let s = 0;
    for (let k = 0; k <= i; k++) s += l[i * size + k] * x[k];
    x[i] = s;
  }
};

const norm1 = (x: Float64Array): number => x.reduce((sum, value) => sum + Math.abs(value), 0);

/** A lower bound, seldom far below, on the 1-norm of a symmetric operator that works in place. */
const norm1Estimate = (size: number, operator: (x: Float64Array) => void): number => {
  const x = new Float64Array(size).fill(1 / size);
  let best = 0;
  let last = -1;
  for (let turn = 0; turn < 5; turn++) {
    operator(x);
    const found = norm1(x);
    if (Number.isNaN(found)) return found;
    if (turn > 0 && found <= best) break;
    best = found;
    const sign = x.map((value) => (value >= 0 ? 1 : -1));
    operator(sign);
    let most = 0;
    for (let i = 1; i < size; i++) if (Math.abs(sign[i]) > Math.abs(sign[most])) most = i;
    if (most === last) break;
    last = most;
    x.fill(0);
    x[most] = 1;
  }
  // Higham's second try, which cancellation among the signs cannot fool.
  for (let i = 0; i < size; i++) {
    x[i] = (i % 2 === 0 ? 1 : -1) * (1 + (size > 1 ? i / (size - 1) : 0));
  }
  operator(x);
  return Math.max(best, (2 * norm1(x)) / (3 * size));
};

/**
 * Estimates the condition number ‖A‖₁·‖A⁻¹‖₁ of A = L·Lᵀ from its factor, in O(size²). Each norm is
 * a lower bound, in practice within a factor of 3 (Hager 1984; Higham, ACM TOMS 14, 1988).
 *
 * @param factor what `cholesky(A)` returned
 * @returns 1 or more; 1 for an empty matrix
 * @throws TypeError or RangeError where the argument is not a Cholesky factor
 * @example
 * conditionEstimate(cholesky(fromRows([[100, 0], [0, 1]]))); // 100
 */
export const conditionEstimate = (factor: Cholesky): number => {
  const l = factorData('conditionEstimate', factor);
  const { size } = factor;
  if (size === 0) return 1;
  const norm = norm1Estimate(size, (x) => apply(l, size, x));
  const inverse = norm1Estimate(size, (x) => {
    forwardSubstitute(l, size, x, 1);
    backwardSubstitute(l, size, x, 1);
  });
  return Math.max(1, norm * inverse);
};

import { elasticNetOf } from './elastic-net.ts';
import { checkStrength } from './shared.ts';
import type { NonsmoothPenalty } from './types.ts';

/**
 * Lasso: the sum of absolute values, which sets coefficients to exactly 0.
 *
 *     P(w) = λ‖w‖₁
 *     prox(w) = soft(w, λ·step) = sign(w)·max(|w| − λ·step, 0)
 *     P*(u) = 0 where all |uⱼ| ≤ λ, else Infinity
 *
 * Elastic net with l2 = 0.
 *
 * @param lambda a finite number ≥ 0
 * @throws RangeError otherwise
 * @see R. Tibshirani, Regression Shrinkage and Selection via the Lasso, 1996
 * @example
 * import { l1 } from '@betahat/losses';
 * l1(1).prox(new Float64Array([3, -0.5]), 1); // Float64Array [2, 0]
 */
export const l1 = (lambda: number): NonsmoothPenalty => {
  checkStrength('l1', 'lambda', lambda);
  return elasticNetOf('l1', 'λ‖w‖₁', lambda, 0);
};

import { interceptShift } from './intercept-shift.ts';
import { outputSums } from './output-sums.ts';
import { type LinearProblem, splitParameters } from './problem.ts';

/**
 * An upper bound on F(W, b) − F*, F = Σ s ℓ + (l2/2)‖W‖² with l2 > 0. F is strongly convex in W with
 * modulus l2, and convex in b. With b* the best intercepts for this W and δ = b − b*,
 *
 *     F(W, b) − F* ≤ ∇_b F(W, b)·δ + ‖∇_W F(W, b*)‖² / (2 l2)
 *
 * (Boyd & Vandenberghe, Convex Optimization, 9.1.2; the second term is the duality gap at the residuals
 * of (W, b*)). No difference of large sums: it holds to the last digits. Infinity where b* cannot be found.
 *
 * @param x the parameters
 * @param logits at x, rows × outputs
 */
export const ridgeGap = (problem: LinearProblem, x: Float64Array, logits: Float64Array): number => {
  const { X, intercept, l2 } = problem;
  const residuals = logits.slice();
  let rise = 0;
  if (intercept) {
    const shift = interceptShift(problem, logits, residuals);
    if (shift === null) return Number.POSITIVE_INFINITY;
    rise = shift.rise;
  } else problem.loss.residual(residuals, 0, X.rows);
  const sums = outputSums(problem, residuals);
  const { coefficients } = splitParameters(problem, x);
  let squares = 0;
  for (let i = 0; i < sums.length; i++) squares += (sums[i] + l2 * coefficients[i]) ** 2;
  return rise + squares / (2 * l2);
};

/**
 * The bound as far as the gradient at hand tells it, without moving the intercepts: where that is too much
 * no read need be made for more.
 */
export const roughGap = (problem: LinearProblem, gradient: Float64Array): number => {
  const { coefficients } = splitParameters(problem, gradient);
  const squares = coefficients.reduce((sum, g) => sum + g * g, 0);
  return squares / (2 * problem.l2);
};

import { dense, transposeMultiply } from '@betahat/linalg';
import { interceptShift } from './intercept-shift.ts';
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
  const { X, outputs, intercept, l2 } = problem;
  const residuals = logits.slice();
  let rise = 0;
  if (intercept) {
    const shift = interceptShift(problem, logits, residuals);
    if (shift === null) return Number.POSITIVE_INFINITY;
    rise = shift.rise;
  } else problem.loss.residual(residuals, 0, X.rows);
  const data =
    outputs === 1
      ? (transposeMultiply(X, residuals) as Float64Array)
      : transposeMultiply(X, dense(X.rows, outputs, residuals)).data;
  const { coefficients } = splitParameters(problem, x);
  let squares = 0;
  for (let i = 0; i < coefficients.length; i++) {
    // Several outputs: the product is columns × outputs, the coefficients outputs × columns.
    const at = outputs === 1 ? i : (i % X.cols) * outputs + Math.floor(i / X.cols);
    squares += (data[at] + l2 * coefficients[i]) ** 2;
  }
  return rise + squares / (2 * l2);
};

/**
 * The bound as far as the gradient at hand tells it, without moving the intercepts: where that is too much
 * no read need be made for more. Infinity where l2 = 0.
 */
export const roughGap = (problem: LinearProblem, gradient: Float64Array): number => {
  const { coefficients } = splitParameters(problem, gradient);
  const squares = coefficients.reduce((sum, g) => sum + g * g, 0);
  return problem.l2 === 0 ? Number.POSITIVE_INFINITY : squares / (2 * problem.l2);
};

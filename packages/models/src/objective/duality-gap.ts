import { dense, dot, transposeMultiply } from '@betahat/linalg';
import { compensatedSum } from './compensated-sum.ts';
import { interceptShift } from './intercept-shift.ts';
import { type LinearProblem, splitParameters } from './problem.ts';

/**
 * An upper bound on F(x) − F*, F = Σ s ℓ + (l2/2)‖W‖² + l1‖W‖₁, from a dual point. For any residuals
 * R = s(p − y), p a probability, with Σ_i R_i = 0 where the intercept is free,
 *
 *     F* ≥ D(R) = −Σ_i s_i Σ_k p_ik log p_ik − P*(Xᵀ R)
 *     P*(g) = Σ_j max(|g_j| − l1, 0)²/(2 l2),  or where l2 = 0: 0 if all |g_j| ≤ l1
 *
 * (for a binary model the sum over k is p log p + (1−p) log(1−p)). The residuals are those at x, with
 * the intercept moved to where their sum is zero, which reads no data; where l2 = 0 they are shrunk
 * until every |g_j| ≤ l1. Infinity where the intercept cannot be found.
 *
 * @param x the parameters; l1 or l2 is positive
 * @param logits at x, rows × outputs
 * @param residuals room for as many numbers; who asks often keeps it
 */
export const dualityGap = (
  problem: LinearProblem,
  x: Float64Array,
  logits: Float64Array,
  residuals: Float64Array = new Float64Array(logits.length),
): number => {
  const { X, outputs, intercept } = problem;
  residuals.set(logits);
  const loss = problem.loss.residual(residuals, 0, X.rows);
  if (intercept && interceptShift(problem, logits, residuals) === null) {
    return Number.POSITIVE_INFINITY;
  }
  const gradient =
    outputs === 1
      ? transposeMultiply(X, residuals)
      : transposeMultiply(X, dense(X.rows, outputs, residuals)).data;
  return gapOf(problem, x, loss, residuals, gradient);
};

/** F(x) − D(R) from the loss at x, residuals whose sums are right, and XᵀR. */
export const gapOf = (
  problem: LinearProblem,
  x: Float64Array,
  loss: number,
  residuals: Float64Array,
  gradient: ArrayLike<number> & Iterable<number>,
): number => {
  const { l1, l2 } = problem;
  const { coefficients } = splitParameters(problem, x);
  let steepest = 0;
  for (const g of gradient) steepest = Math.max(steepest, Math.abs(g));
  const shrink = l2 > 0 || steepest <= l1 ? 1 : l1 / steepest;
  let conjugate = 0;
  if (l2 > 0) {
    for (const g of gradient) conjugate += Math.max(Math.abs(g) - l1, 0) ** 2 / (2 * l2);
  }
  let absolute = 0;
  for (const w of coefficients) absolute += Math.abs(w);
  const primal = loss + 0.5 * l2 * dot(coefficients, coefficients) + l1 * absolute;
  return primal - (entropy(problem, residuals, shrink) - conjugate);
};

/** −Σ s Σ_k p log p with p = y + shrink·R/s: the dual of the losses. */
const entropy = (problem: LinearProblem, residuals: Float64Array, shrink: number): number => {
  const { outputs, loss, X } = problem;
  const { targets, targetWidth, weights } = loss;
  const sum = compensatedSum();
  for (let row = 0; row < X.rows; row++) {
    const s = weights?.[row] ?? 1;
    if (s === 0) continue;
    for (let k = 0; k < outputs; k++) {
      const y =
        outputs === 1
          ? targets[row]
          : targetWidth === 1
            ? +(targets[row] === k)
            : targets[row * targetWidth + k];
      const p = y + (shrink * residuals[row * outputs + k]) / s;
      sum.add(-s * (outputs === 1 ? plogp(p) + plogp(1 - p) : plogp(p)));
    }
  }
  return sum.total();
};

/** p log p, 0 at 0 and at what rounding leaves below it. */
const plogp = (p: number): number => (p > 0 ? p * Math.log(p) : 0);

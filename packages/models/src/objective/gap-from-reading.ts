import { transposeMultiply } from '@betahat/linalg';
import { gapOf } from './duality-gap.ts';
import { type Kept, sameNumbers, type Tilt } from './kept.ts';
import type { LinearProblem } from './problem.ts';

/** p may lie so far outside of 0 … 1 by rounding. */
const ROUNDING = 1e-15;

/**
 * The duality gap at x without a read, from the gradient there. With R its residuals and C the weights of a
 * tilt, whose slopes are known, the dual point is
 *
 *     R′ = R − c C,   c = ΣR / ΣC,   XᵀR′ = XᵀR − c XᵀC
 *
 * whose sum is zero, as a free intercept wants it. Where C is the curvature at x this is the step of
 * Newton's method for the intercept, to first order the exact shift; a C from a point nearby serves as well.
 * Null where that is no dual point (a p outside of 0 … 1), for more than one output with intercepts, or
 * where the last gradient is not that at x.
 *
 * @param residuals room for rows × outputs numbers
 */
export const gapFromReading = (
  problem: LinearProblem,
  x: Float64Array,
  { last, tilt }: Kept,
  residuals: Float64Array,
): number | null => {
  const { X, outputs, intercept, loss } = problem;
  if (last === null || !sameNumbers(last.x, x)) return null;
  if (intercept && (outputs > 1 || tilt === null)) return null;
  residuals.set(last.logits);
  loss.residual(residuals, 0, X.rows);
  const slopes = last.slopes.slice(0, outputs * X.cols);
  if (intercept && tilt !== null) {
    const share = last.slopes[X.cols] / tilt.sum;
    if (!tilted(residuals, share, tilt, problem)) return null;
    for (let j = 0; j < slopes.length; j++) slopes[j] -= share * tilt.slopes[j];
  }
  return gapOf(problem, x, last.loss, residuals, slopes);
};

/** R′ in place of R; whether y + R′/s are probabilities. */
const tilted = (
  residuals: Float64Array,
  share: number,
  tilt: Tilt,
  { loss }: LinearProblem,
): boolean => {
  const { targets, weights } = loss;
  let [least, most] = [0, 1];
  for (let i = 0; i < residuals.length; i++) {
    residuals[i] -= share * tilt.weights[i];
    const s = weights === null ? 1 : weights[i];
    if (s === 0) continue;
    const p = targets[i] + residuals[i] / s;
    if (p < least) least = p;
    if (p > most) most = p;
  }
  return Number.isFinite(share) && least >= -ROUNDING && most <= 1 + ROUNDING;
};

/** The tilt by the curvature at x, which is kept: one read. Null where it is not, or would not serve. */
export const tiltAt = (
  { X, outputs, intercept }: LinearProblem,
  x: Float64Array,
  { curvature, curvatureAt }: Kept,
): Tilt | null => {
  if (!intercept || outputs > 1 || curvatureAt === null || !sameNumbers(curvatureAt, x))
    return null;
  const weights = curvature.slice();
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return { weights, sum, slopes: transposeMultiply(X, weights) };
};

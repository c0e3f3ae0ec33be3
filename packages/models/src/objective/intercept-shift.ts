import { cholesky, choleskySolve, type DenseMatrix, dense, dot } from '@betahat/linalg';
import type { LinearProblem } from './problem.ts';

/** Newton steps for the intercepts at most; near the optimum one or two do. */
const STEPS = 30;

/**
 * Moves the intercepts alone to where the residuals of each output sum to 0, by Newton's method: reads
 * no data. Null where that is not found.
 *
 * @param logits rows × outputs, left as they are
 * @param residuals where s(ŷ − y) goes, at the moved intercepts
 * @param curvature room for as many numbers
 * @returns rise: a bound on how much the move lowers the loss, Σ r at the given intercepts times the move
 */
export const interceptShift = (
  problem: LinearProblem,
  logits: Float64Array,
  residuals: Float64Array,
  curvature: Float64Array = new Float64Array(logits.length),
): { readonly rise: number } | null => {
  const { outputs, loss, X } = problem;
  const b = new Float64Array(outputs);
  let first: Float64Array | null = null;
  for (let step = 0; step < STEPS; step++) {
    for (let at = 0; at < logits.length; at += outputs) {
      for (let k = 0; k < outputs; k++) residuals[at + k] = logits[at + k] + b[k];
    }
    loss.residualAndCurvature(residuals, 0, X.rows, curvature);
    const slope = new Float64Array(outputs);
    let size = 0;
    for (let at = 0; at < residuals.length; at += outputs) {
      for (let k = 0; k < outputs; k++) {
        slope[k] += residuals[at + k];
        size += Math.abs(residuals[at + k]);
      }
    }
    first ??= slope.slice();
    // The loss is convex in b: it falls by no more than its slope at the start says.
    if (slope.every((g) => Math.abs(g) <= 1e-14 * size)) return { rise: -dot(first, b) };
    const H = interceptHessian(problem, curvature);
    try {
      choleskySolve(cholesky(H), slope, slope);
    } catch {
      return null;
    }
    for (let k = 0; k < outputs; k++) b[k] -= Math.max(-2, Math.min(2, slope[k]));
  }
  return null;
};

const interceptHessian = (
  { outputs, loss }: LinearProblem,
  curvature: Float64Array,
): DenseMatrix => {
  const H = dense(outputs, outputs);
  for (let at = 0, row = 0; at < curvature.length; at += outputs, row++) {
    if (outputs === 1) {
      H.data[0] += curvature[at];
      continue;
    }
    const s = loss.weights?.[row] ?? 1;
    for (let a = 0; a < outputs; a++) {
      const p = s * curvature[at + a];
      H.data[a * outputs + a] += p;
      for (let c = 0; c < outputs; c++) H.data[a * outputs + c] -= p * curvature[at + c];
    }
  }
  if (outputs > 1) {
    // Softmax does not feel a common shift: any positive weight on it leaves the step alone.
    let trace = 0;
    for (let a = 0; a < outputs; a++) trace += H.data[a * outputs + a];
    for (let i = 0; i < H.data.length; i++) H.data[i] += trace / outputs ** 2;
  }
  return H;
};

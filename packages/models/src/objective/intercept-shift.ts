import { cholesky, choleskySolve, type DenseMatrix, dense, dot } from '@betahat/linalg';
import type { LinearProblem } from './problem.ts';

/** Newton steps for the intercepts at most; near the optimum one or two do. */
const STEPS = 30;

/** Rows whose curvature is at hand at a time: it has no second copy of all rows. */
const BLOCK = 4096;

/**
 * Moves the intercepts alone to where the residuals of each output sum to 0, by Newton's method: reads
 * no data. Null where that is not found.
 *
 * @param logits rows × outputs, left as they are
 * @param residuals where s(ŷ − y) goes, at the moved intercepts
 * @returns rise: a bound on how much the move lowers the loss, Σ r at the given intercepts times the move
 */
export const interceptShift = (
  problem: LinearProblem,
  logits: Float64Array,
  residuals: Float64Array,
): { readonly rise: number } | null => {
  const { outputs, loss, X } = problem;
  const b = new Float64Array(outputs);
  const curvature = new Float64Array(Math.min(BLOCK, X.rows) * outputs);
  const rounding = lastDigits(problem);
  let first: Float64Array | null = null;
  for (let step = 0; step < STEPS; step++) {
    for (let at = 0; at < logits.length; at += outputs) {
      for (let k = 0; k < outputs; k++) residuals[at + k] = logits[at + k] + b[k];
    }
    const H = dense(outputs, outputs);
    for (let start = 0; start < X.rows; start += BLOCK) {
      const count = Math.min(BLOCK, X.rows - start);
      const block = residuals.subarray(start * outputs, (start + count) * outputs);
      const there = curvature.subarray(0, block.length);
      loss.residualAndCurvature(block, start, count, there);
      addCurvature(problem, H, there, start);
    }
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
    if (slope.every((g) => Math.abs(g) <= 1e-14 * size + rounding)) return { rise: -dot(first, b) };
    if (outputs > 1) fixShift(H);
    try {
      choleskySolve(cholesky(H), slope, slope);
    } catch {
      return null;
    }
    for (let k = 0; k < outputs; k++) b[k] -= Math.max(-2, Math.min(2, slope[k]));
  }
  return null;
};

/**
 * What rounding leaves of the sum of residuals s(p − y) where targets are probabilities: each is known to the last digit
 * of y, however small it is. Labels that a model gives exactly leave nothing else at the minimum.
 */
const lastDigits = ({ outputs, loss }: LinearProblem): number => {
  const { targets, targetWidth, weights } = loss;
  if (targetWidth !== outputs) return 0;
  let sum = 0;
  for (let i = 0; i < targets.length; i++) {
    const y = targets[i];
    if (y > 0 && y < 1) sum += y * (weights?.[Math.floor(i / outputs)] ?? 1);
  }
  return Number.EPSILON * sum;
};

/** Adds the Hessian of the losses in the intercepts, of rows from `start` on. */
const addCurvature = (
  { outputs, loss }: LinearProblem,
  H: DenseMatrix,
  curvature: Float64Array,
  start: number,
): void => {
  for (let at = 0, row = start; at < curvature.length; at += outputs, row++) {
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
};

/** Softmax does not feel a common shift: any positive weight on it leaves the step alone. */
const fixShift = (H: DenseMatrix): void => {
  let trace = 0;
  for (let a = 0; a < H.rows; a++) trace += H.data[a * H.rows + a];
  for (let i = 0; i < H.data.length; i++) H.data[i] += trace / H.data.length;
};

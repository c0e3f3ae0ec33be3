import { type DenseMatrix, dense, gram, transposeMultiply } from '@betahat/linalg';
import { columnSubset } from './column-subset.ts';
import { dimensionOf, type LinearProblem } from './problem.ts';
import { sparseHessianPart } from './sparse-hessian-part.ts';

/**
 * The Hessian of the objective, symmetric, dimension×dimension:
 * blocks X̃ᵀ diag(d_ab) X̃ with X̃ = [X 1] and d_ab = s ŷ_a(δ_ab − ŷ_b), plus l2 on the diagonal of W.
 *
 * Softmax does not feel a constant added to all logits of a row, so the Hessian is singular along
 * "the same step for every class": for the intercepts always, for the coefficients where nothing
 * penalises them.
 * A multiple of the projector onto those directions is added. The gradient has no component there
 * (residuals of a row sum to zero), so Newton steps and decrements are those of the pseudo-inverse.
 *
 * @param curvature the loss's curvature of all rows (see BlockLoss)
 */
export const hessianMatrix = (problem: LinearProblem, curvature: Float64Array): DenseMatrix => {
  const d = dimensionOf(problem);
  const H = dense(d, d);
  const rowCurvature = new Float64Array(problem.X.rows);
  for (let a = 0; a < problem.outputs; a++) {
    for (let b = a; b < problem.outputs; b++) {
      pairCurvature(problem, curvature, a, b, rowCurvature);
      placeBlock(problem, H, a, b, rowCurvature);
    }
  }
  addPenalty(problem, H);
  if (problem.outputs > 1) fixGauge(problem, H);
  return H;
};

/** The rows and columns of the Hessian that belong to some parameters, in their order. */
export const partOfHessian = (
  problem: LinearProblem,
  curvature: Float64Array,
  parameters: Uint32Array,
): DenseMatrix => {
  const { X, outputs } = problem;
  if (outputs === 1 && X.kind === 'csr') {
    return sparseHessianPart({ ...problem, X }, curvature, parameters);
  }
  const { problem: part, positions } = columnSubset(problem, parameters);
  const H = hessianMatrix(part, curvature);
  const size = parameters.length;
  const out = dense(size, size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      out.data[i * size + j] = H.data[positions[i] * H.cols + positions[j]];
    }
  }
  return out;
};

const pairCurvature = (
  problem: LinearProblem,
  curvature: Float64Array,
  a: number,
  b: number,
  out: Float64Array,
): void => {
  const { outputs } = problem;
  const { weights } = problem.loss;
  if (outputs === 1) {
    out.set(curvature);
    return;
  }
  for (let row = 0; row < out.length; row++) {
    const pa = curvature[row * outputs + a];
    const pb = curvature[row * outputs + b];
    const value = a === b ? pa * (1 - pa) : -pa * pb;
    out[row] = weights === null ? value : weights[row] * value;
  }
};

/** X̃ᵀ diag(d) X̃ into the rows of output a and the columns of output b, and transposed. */
export const placeBlock = (
  problem: LinearProblem,
  H: DenseMatrix,
  a: number,
  b: number,
  d: Float64Array,
): void => {
  const { X, outputs, intercept } = problem;
  const p = X.cols;
  const n = H.cols;
  const G = gram(X, d);
  for (let i = 0; i < p; i++) {
    for (let j = 0; j < p; j++) {
      const value = G.data[i * p + j];
      H.data[(a * p + i) * n + b * p + j] = value;
      H.data[(b * p + j) * n + a * p + i] = value;
    }
  }
  if (!intercept) return;
  const sums = transposeMultiply(X, d);
  const ia = outputs * p + a;
  const ib = outputs * p + b;
  for (let j = 0; j < p; j++) {
    // Rows of class a against the intercept of b, and of b against that of a: the pair is symmetric.
    for (const [k, i] of [
      [a, ib],
      [b, ia],
    ] as const) {
      H.data[(k * p + j) * n + i] = sums[j];
      H.data[i * n + k * p + j] = sums[j];
    }
  }
  const total = d.reduce((sum, value) => sum + value, 0);
  H.data[ia * n + ib] = total;
  H.data[ib * n + ia] = total;
};

const addPenalty = (problem: LinearProblem, H: DenseMatrix): void => {
  const penalised = problem.outputs * problem.X.cols;
  for (let i = 0; i < penalised; i++) H.data[i * H.cols + i] += problem.l2;
};

const fixGauge = (problem: LinearProblem, H: DenseMatrix): void => {
  const { X, outputs, intercept, l1, l2 } = problem;
  const groups: number[][] = [];
  if (l1 === 0 && l2 === 0) {
    for (let j = 0; j < X.cols; j++) {
      groups.push(Array.from({ length: outputs }, (_, k) => k * X.cols + j));
    }
  }
  if (intercept) groups.push(Array.from({ length: outputs }, (_, k) => outputs * X.cols + k));
  for (const group of groups) {
    // As heavy as the group's own diagonal: neither lost in rounding nor dominating.
    const weight = group.reduce((sum, i) => sum + H.data[i * H.cols + i], 0) / outputs ** 2;
    for (const i of group) for (const j of group) H.data[i * H.cols + j] += weight;
  }
};

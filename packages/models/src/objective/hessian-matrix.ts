import { axpy, type DenseMatrix, dense, gram, rowRange, transposeMultiply } from '@betahat/linalg';
import { type ColumnSubset, columnSubset, columnsOf } from './column-subset.ts';
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
export const hessianMatrix = (problem: LinearProblem, curvature: Float64Array): DenseMatrix =>
  completed(problem, ofData(problem, curvature));

/** The Hessian of the losses alone. */
const ofData = (problem: LinearProblem, curvature: Float64Array): DenseMatrix => {
  const d = dimensionOf(problem);
  const H = dense(d, d);
  const rowCurvature = new Float64Array(problem.X.rows);
  for (let a = 0; a < problem.outputs; a++) {
    for (let b = a; b < problem.outputs; b++) {
      pairCurvature(problem, curvature, a, b, rowCurvature);
      placeBlock(problem, H, a, b, rowCurvature);
    }
  }
  return H;
};

const completed = (problem: LinearProblem, H: DenseMatrix): DenseMatrix => {
  addPenalty(problem, H);
  if (problem.outputs > 1) fixGauge(problem, H);
  return H;
};

/** Rows of a dense matrix whose columns are gathered at a time: X has no second copy, not even of a part. */
const FEWEST_ROWS = 4096;

/** Rows for each column that is gathered: less, and adding up the blocks' Hessians would show. */
const ROWS_PER_COLUMN = 16;

/** The problem over some columns, with its Hessian. */
const overColumns = (
  problem: LinearProblem,
  curvature: Float64Array,
  parameters: Uint32Array,
): ColumnSubset & { readonly H: DenseMatrix } => {
  const { X, outputs, loss } = problem;
  const width = columnsOf(problem, parameters).length;
  const step = Math.min(X.rows, Math.max(FEWEST_ROWS, ROWS_PER_COLUMN * width));
  if (X.kind === 'csr' || step === X.rows) {
    const subset = columnSubset(problem, parameters);
    return { ...subset, H: hessianMatrix(subset.problem, curvature) };
  }
  const room = new Float64Array(step * width);
  let total: (ColumnSubset & { readonly H: DenseMatrix }) | null = null;
  for (let start = 0; start < X.rows; start += step) {
    const end = Math.min(start + step, X.rows);
    const weights = loss.weights === null ? null : loss.weights.subarray(start, end);
    const rows = { ...problem, X: rowRange(X, start, end), loss: { ...loss, weights } };
    const subset = columnSubset(rows, parameters, room);
    const H = ofData(subset.problem, curvature.subarray(start * outputs, end * outputs));
    if (total === null) total = { ...subset, H };
    else axpy(1, H.data, total.H.data as Float64Array);
  }
  completed(total!.problem, total!.H);
  return total!;
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
  const { positions, H } = overColumns(problem, curvature, parameters);
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

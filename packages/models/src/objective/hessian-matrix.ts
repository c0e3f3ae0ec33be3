import {
  axpy,
  type DenseMatrix,
  dense,
  rowRange,
  type Weigh,
  weightedGrams,
} from '@betahat/linalg';
import { augmentedGram } from './augmented-gram.ts';
import { type ColumnSubset, columnSubset, columnsOf } from './column-subset.ts';
import { dimensionOf, type LinearProblem } from './problem.ts';
import { sparseHessianPart } from './sparse-hessian-part.ts';

/**
 * The Hessian of the objective, symmetric, dimension×dimension:
 * blocks X̃ᵀ diag(d_ab) X̃ with X̃ = [X 1] and d_ab = s ŷ_a(δ_ab − ŷ_b), plus l2 on the diagonal of W.
 *
 * Softmax does not feel a constant added to all logits of a row, so the Hessian is singular along
 * "the same step for every class": for the intercepts always, for the coefficients where nothing
 * penalises them, or so little that it is lost beside the column's curvature.
 * A multiple of the projector onto those directions is added. The gradient has no component there
 * (residuals of a row sum to zero), so Newton steps and decrements are those of the pseudo-inverse. Left to a faint l2,
 * rounding took coefficients of a timestamp (1.6e12) so far that way that values lost six digits.
 *
 * @param curvature the loss's curvature of all rows (see BlockLoss)
 */
export const hessianMatrix = (problem: LinearProblem, curvature: Float64Array): DenseMatrix =>
  completed(problem, ofData(problem, curvature));

/**
 * The Hessian of the losses alone. For softmax a product for each pair of different classes is enough, as
 * ŷ_a(1 − ŷ_a) = Σ_{b ≠ a} ŷ_a ŷ_b: blocks of one class are sums of positive parts, with no cancellation.
 */
const ofData = (problem: LinearProblem, curvature: Float64Array): DenseMatrix => {
  const { X, outputs, intercept, loss } = problem;
  const { weights } = loss;
  if (outputs === 1) return augmentedGram(X, intercept, curvature);
  const d = dimensionOf(problem);
  const H = dense(d, d);
  const data = H.data as Float64Array;
  const pairs: [number, number][] = [];
  for (let a = 0; a < outputs; a++) for (let b = a + 1; b < outputs; b++) pairs.push([a, b]);
  const weigh: Weigh = (pair, start, end, out, at) => {
    const [a, b] = pairs[pair];
    for (let row = start, i = row * outputs; row < end; row++, i += outputs) {
      const value = curvature[i + a] * curvature[i + b];
      out[at + row - start] = weights === null ? value : weights[row] * value;
    }
  };
  const indices = indicesOf(problem);
  const c = d / outputs;
  weightedGrams(X, intercept, pairs.length, weigh, (pair, { data: G }) => {
    const [a, b] = pairs[pair];
    for (let i = 0; i < c; i++) {
      const rowA = indices[a * c + i] * d;
      const rowB = indices[b * c + i] * d;
      for (let j = 0; j < c; j++) {
        const value = G[i * c + j];
        const columnA = indices[a * c + j];
        const columnB = indices[b * c + j];
        data[rowA + columnA] += value;
        data[rowB + columnB] += value;
        data[rowA + columnB] = -value;
        data[rowB + columnA] = -value;
      }
    }
  });
  return H;
};

/** Where the parameters of an output stand, its intercept last: entry k · (columns + 1) + j. */
export const indicesOf = ({ X, outputs, intercept }: LinearProblem): Uint32Array => {
  const p = X.cols;
  const c = intercept ? p + 1 : p;
  const indices = new Uint32Array(outputs * c);
  for (let k = 0; k < outputs; k++) {
    for (let j = 0; j < p; j++) indices[k * c + j] = k * p + j;
    if (intercept) indices[k * c + p] = outputs * p + k;
  }
  return indices;
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

const addPenalty = (problem: LinearProblem, H: DenseMatrix): void => {
  const penalised = problem.outputs * problem.X.cols;
  for (let i = 0; i < penalised; i++) H.data[i * H.cols + i] += problem.l2;
};

/** An l2 below this share of a column's curvature is rounding, or near it. */
const FAINT = 1e-6;

const fixGauge = ({ X, outputs, intercept, l1, l2 }: LinearProblem, H: DenseMatrix): void => {
  const { cols, data } = H;
  if (l1 === 0) for (let j = 0; j < X.cols; j++) fix(data, cols, outputs, j, X.cols, l2);
  if (intercept) fix(data, cols, outputs, outputs * X.cols, 1, 0);
};

/** Holds what the classes' variables from `start` on share, `step` apart, where a penalty on them does not. */
const fix = (
  H: DenseMatrix['data'],
  d: number,
  outputs: number,
  start: number,
  step: number,
  penalty: number,
): void => {
  const end = start + outputs * step;
  let trace = 0;
  for (let i = start; i < end; i += step) trace += H[i * d + i];
  // As heavy as the group's own diagonal: neither lost in rounding nor dominating.
  const weight = trace / outputs ** 2;
  if (penalty > FAINT * weight) return;
  for (let i = start; i < end; i += step)
    for (let k = start; k < end; k += step) H[i * d + k] += weight;
};

import { SeparationError } from './errors.ts';
import type { LinearFit } from './fit-linear.ts';
import { type LinearProblem, splitParameters } from './objective/problem.ts';
import { logitsOf } from './predict/linear-logits.ts';

/**
 * Whether a fit without penalty ran after a minimum that does not exist.
 *
 * Sure in both directions of use: a SeparationError is returned only with the separating direction
 * in hand. Complete separation is certified by the parameters themselves: if every row of positive
 * weight is strictly on its side, every multiple of them is better still and the loss falls to
 * zero. Quasi-complete separation is certified by the last direction in which the method ran off:
 * no row of positive weight gets worse along it, some get better.
 */
export const separationOf = (
  where: string,
  problem: LinearProblem,
  fit: LinearFit,
): SeparationError | null => {
  if (problem.l2 > 0 || fit.report.status === 'completed') return null;
  const { solution } = fit;
  if (marginsOf(problem, solution.x).worst > 0) {
    return new SeparationError(where, 'complete', columnsOf(problem, solution.x));
  }
  if (solution.status !== 'unbounded') return null;
  return new SeparationError(where, 'quasi-complete', columnsOf(problem, solution.x));
};

/**
 * The smallest and largest margin of the rows under given parameters: for a row of class y the
 * logit of y minus the largest other (binary: the logit, negated for the first class). Rows of
 * weight zero and soft labels that name several classes do not count as separable.
 */
const marginsOf = (problem: LinearProblem, x: Float64Array): { worst: number; best: number } => {
  const { X, outputs } = problem;
  const { targets, targetWidth, weights } = problem.loss;
  const { coefficients, intercepts } = splitParameters(problem, x);
  const logits = logitsOf(X, coefficients, intercepts ?? new Float64Array(outputs));
  let worst = Number.POSITIVE_INFINITY;
  let best = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < X.rows; row++) {
    if (weights !== null && weights[row] === 0) continue;
    const margin =
      outputs === 1
        ? binaryMargin(logits[row], targets[row])
        : softmaxMargin(logits, row * outputs, outputs, classOf(targets, row, targetWidth));
    worst = Math.min(worst, margin);
    best = Math.max(best, margin);
  }
  return { worst, best };
};

const binaryMargin = (logit: number, target: number): number =>
  target === 1 ? logit : target === 0 ? -logit : Number.NEGATIVE_INFINITY;

/** The class of a row, −1 where its label is soft. */
const classOf = (targets: Float64Array | Uint32Array, row: number, width: number): number => {
  if (width === 1) return targets[row];
  for (let k = 0; k < width; k++) if (targets[row * width + k] === 1) return k;
  return -1;
};

const softmaxMargin = (
  logits: ArrayLike<number>,
  at: number,
  outputs: number,
  label: number,
): number => {
  if (label < 0) return Number.NEGATIVE_INFINITY;
  let other = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < outputs; k++) {
    if (k !== label) other = Math.max(other, logits[at + k]);
  }
  return logits[at + label] - other;
};

/**
 * Columns whose coefficients, in units of the column's own spread, are at least a hundredth of the
 * largest; most influential first.
 */
const columnsOf = (problem: LinearProblem, x: Float64Array): number[] => {
  const { X, outputs } = problem;
  const spread = columnSpread(problem);
  const weight = new Float64Array(X.cols);
  for (let k = 0; k < outputs; k++) {
    for (let j = 0; j < X.cols; j++) {
      weight[j] = Math.max(weight[j], Math.abs(x[k * X.cols + j]) * spread[j]);
    }
  }
  const most = weight.reduce((a, b) => Math.max(a, b), 0);
  return Array.from(weight.keys())
    .filter((j) => weight[j] > 0 && weight[j] >= 0.01 * most)
    .sort((a, b) => weight[b] - weight[a]);
};

/** Largest minus smallest entry of each column. */
const columnSpread = ({ X }: LinearProblem): Float64Array => {
  const low = new Float64Array(X.cols);
  const high = new Float64Array(X.cols);
  if (X.kind === 'csr') {
    for (let at = 0; at < X.values.length; at++) widen(low, high, X.columns[at], X.values[at]);
  } else {
    low.set(X.data.subarray(0, X.cols));
    high.set(low);
    for (let at = 0; at < X.data.length; at++) widen(low, high, at % X.cols, X.data[at]);
  }
  return high.map((value, j) => value - low[j]);
};

const widen = (low: Float64Array, high: Float64Array, column: number, value: number): void => {
  low[column] = Math.min(low[column], value);
  high[column] = Math.max(high[column], value);
};

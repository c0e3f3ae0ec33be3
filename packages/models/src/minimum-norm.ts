import {
  type DenseMatrix,
  dense,
  dot,
  gram,
  type Matrix,
  multiply,
  norm2,
  pivotedCholesky,
  rowRange,
  toDense,
  transposeMultiply,
} from '@betahat/linalg';
import type { LinearProblem } from './objective/problem.ts';
import { removeSharedPart } from './shared-part.ts';

/** Largest number of columns of which null directions are sought: the Gram matrix takes 32 MB. */
const MOST_COLUMNS = 2000;

/** Rows that are centred at a time. */
const BLOCK = 1024;

/** A pivot of the Gram matrix of unit columns below this many ε per column is rounding. */
const RANK = 64;

/** Rows for each column that are looked at first, and how far their pivots have to be from rounding. */
const PER_COLUMN = 4;
const PLAIN = 1e-6;

/** A direction is null if its logits are below this share of what its terms add up to. */
const NULL = 1e-11;

/**
 * Among all parameters with the same logits those with the smallest ‖W‖, in the units of X.
 *
 * Without penalty W is not unique where a direction v leaves the logits alone up to a constant that
 * the intercept takes over: X v = const (without intercept: X v = 0). Each row of W is projected
 * off those directions, the intercept makes up for it. For softmax, the part of W that all classes
 * share is such a direction too.
 */
export const minimumNorm = (problem: LinearProblem, parameters: Float64Array): Float64Array => {
  const { X, outputs, intercept } = problem;
  const p = X.cols;
  const result = parameters.slice();
  if (outputs > 1) removeSharedPart(result, outputs, p);
  if (p > MOST_COLUMNS || isPlainlyUnique(X, intercept)) return result;
  const means = intercept ? columnMeans(X) : new Float64Array(p);
  for (const v of nullDirections(X, means)) {
    for (let k = 0; k < outputs; k++) {
      const w = result.subarray(k * p, (k + 1) * p);
      const along = dot(w, v);
      for (let j = 0; j < p; j++) w[j] -= along * v[j];
      if (intercept) result[outputs * p + k] += along * dot(means, v);
    }
  }
  return result;
};

/**
 * Whether the first rows alone leave no null direction: one of all rows would be one of theirs. Most data
 * are told by them (100 000 rows of 50 columns: 2 ms where the Gram matrix of all takes 40).
 */
const isPlainlyUnique = (X: Matrix, intercept: boolean): boolean => {
  const p = X.cols;
  const rows = Math.max(BLOCK, PER_COLUMN * p);
  if (2 * rows > X.rows) return false;
  const some = rowRange(X, 0, rows);
  const { unit, constant } = unitGram(some, intercept ? columnMeans(some) : new Float64Array(p));
  return constant.every((c) => c === 0) && pivotedCholesky(unit, PLAIN).rank === p;
};

const columnMeans = (X: Matrix): Float64Array => {
  const ones = new Float64Array(X.rows).fill(1);
  return transposeMultiply(X, ones).map((sum) => sum / X.rows);
};

/** X by dense blocks of rows, so that centring needs no second copy of the whole. */
function* blocks(X: Matrix): Generator<DenseMatrix> {
  for (let start = 0; start < X.rows; start += BLOCK) {
    yield toDense(rowRange(X, start, Math.min(start + BLOCK, X.rows)));
  }
}

/** Orthonormal directions v with (X − 1·meansᵀ) v = 0. */
const nullDirections = (X: Matrix, means: Float64Array): Float64Array[] => {
  const p = X.cols;
  const { unit, scale, constant } = unitGram(X, means);
  const { rank, permutation, L } = pivotedCholesky(unit, RANK * p * Number.EPSILON);
  const basis: Float64Array[] = [];
  for (let free = rank; free < p; free++) {
    const v = nullVector(L, rank, permutation, free, constant[permutation[free]] ? null : scale);
    const q = orthonormal(v, basis);
    if (q !== null && isNull(X, means, scale, q)) basis.push(q);
  }
  return basis;
};

/** The Gram matrix of the centred columns at unit length, their lengths, and which are constant. */
const unitGram = (X: Matrix, means: Float64Array) => {
  const p = X.cols;
  const G = centredGram(X, means);
  const scale = Float64Array.from({ length: p }, (_, j) => Math.sqrt(G.data[j * p + j]));
  // Constant columns are null directions by themselves, and cannot be scaled.
  const constant = scale.map((s, j) =>
    s <= NULL * Math.abs(means[j]) * Math.sqrt(X.rows) ? 1 : 0,
  );
  const unit = dense(p, p);
  for (let i = 0; i < p; i++) {
    for (let j = 0; j < p; j++) {
      const dropped = constant[i] + constant[j] > 0;
      unit.data[i * p + j] = dropped ? 0 : G.data[i * p + j] / (scale[i] * scale[j]);
    }
  }
  return { unit, scale, constant };
};

const centredGram = (X: Matrix, means: Float64Array): DenseMatrix => {
  const p = X.cols;
  const total = dense(p, p);
  const room = new Float64Array(Math.min(BLOCK, X.rows) * p);
  for (const { rows, data } of blocks(X)) {
    const centred = room.subarray(0, rows * p);
    for (let row = 0, at = 0; row < rows; row++) {
      for (let j = 0; j < p; j++, at++) centred[at] = data[at] - means[j];
    }
    const part = gram(dense(rows, p, centred)).data;
    for (let i = 0; i < part.length; i++) total.data[i] += part[i];
  }
  return total;
};

/** Solves for the leading columns that make up the free one: Lᵀ z = −(row of the free column). */
const nullVector = (
  L: DenseMatrix,
  rank: number,
  permutation: ArrayLike<number>,
  free: number,
  scale: Float64Array | null,
): Float64Array => {
  const v = new Float64Array(permutation.length);
  v[permutation[free]] = scale === null ? 1 : 1 / scale[permutation[free]];
  if (scale === null) return v;
  const z = Float64Array.from({ length: rank }, (_, k) => -L.data[free * L.cols + k]);
  for (let i = rank - 1; i >= 0; i--) {
    z[i] /= L.data[i * L.cols + i];
    for (let k = 0; k < i; k++) z[k] -= L.data[i * L.cols + k] * z[i];
  }
  for (let i = 0; i < rank; i++) v[permutation[i]] = z[i] / scale[permutation[i]];
  return v;
};

/** Gram–Schmidt, twice; null if nothing new is left. */
const orthonormal = (v: Float64Array, basis: readonly Float64Array[]): Float64Array | null => {
  const before = Math.sqrt(dot(v, v));
  for (let round = 0; round < 2; round++) {
    for (const q of basis) {
      const along = dot(q, v);
      for (let j = 0; j < v.length; j++) v[j] -= along * q[j];
    }
  }
  const norm = Math.sqrt(dot(v, v));
  return norm > 1e-8 * before ? v.map((value) => value / norm) : null;
};

/** Whether v really leaves every logit alone: the Gram matrix squares the rounding, this does not. */
const isNull = (X: Matrix, means: Float64Array, scale: Float64Array, v: Float64Array): boolean => {
  const shift = dot(means, v);
  const change = multiply(X, v).map((value) => value - shift);
  let terms = 0;
  for (let j = 0; j < v.length; j++) {
    terms += Math.abs(v[j]) * (scale[j] + Math.abs(means[j]) * Math.sqrt(X.rows));
  }
  return norm2(change) <= NULL * terms;
};

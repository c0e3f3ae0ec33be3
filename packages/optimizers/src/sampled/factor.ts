import { type Cholesky, cholesky, choleskySolve, type DenseMatrix, dense } from '@betahat/linalg';
import { ifDefinite } from '../if-definite.ts';
import { dot } from '../vector.ts';

/**
 * A factored metric: plain data, part of a state. Without `outer` M = S⁻¹(LLᵀ)S⁻¹, with it M = A ⊗ that; with
 * blocks it is that of each output, and what stands beside them is the first's.
 */
export interface FactoredMetric {
  /** S: makes the diagonal 1, so that a ridge means the same for every column. */
  readonly scaling: Float64Array;
  readonly factor: Cholesky;
  /** Every variable had curvature in the sample. */
  readonly seen: boolean;
  /** What was added to the diagonal of SMS, where some curvature may be less than that; else 0. */
  readonly ridge: number;
  readonly outer: Cholesky | null;
  /** Where the variables of (output, column) stand in x; empty where M is one matrix. */
  readonly indices: Uint32Array;
  /** One metric for each output, over its variables alone. */
  readonly blocks?: readonly FactoredMetric[];
}

/** Added to the scaled diagonal, and raised tenfold until the factor exists. */
const RIDGE = 1e-10;

/** A pivot below so many ridges is the ridge's more than the sample's. */
const HIDDEN = 100;

/** Factors a Hessian; null where it is of no use. */
export const factored = (matrix: DenseMatrix): FactoredMetric | null => {
  const n = matrix.rows;
  const diagonal = Float64Array.from({ length: n }, (_, i) => matrix.data[i * n + i]);
  if (!matrix.data.every(Number.isFinite)) return null;
  const positive = diagonal.filter((h) => h > 0).sort();
  if (positive.length === 0) return null;
  // A column that the sample never saw is taken to be as curved as the others.
  const typical = positive[positive.length >> 1];
  const scaling = diagonal.map((h) => 1 / Math.sqrt(h > 0 ? h : typical));
  for (let ridge = RIDGE; ridge <= 1; ridge *= 10) {
    const data = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++)
        data[i * n + j] = matrix.data[i * n + j] * scaling[i] * scaling[j];
      data[i * n + i] = Math.max(data[i * n + i], 1) + ridge;
    }
    const factor = ifDefinite(() => cholesky({ kind: 'dense', rows: n, cols: n, data }));
    if (factor !== null) {
      let least = Number.POSITIVE_INFINITY;
      for (let i = 0; i < n; i++) least = Math.min(least, factor.L.data[i * n + i] ** 2);
      const seen = positive.length === n;
      const hiding = least > HIDDEN * ridge ? 0 : ridge;
      return { scaling, factor, seen, ridge: hiding, outer: null, indices: new Uint32Array(0) };
    }
  }
  return null;
};

/** Factors A ⊗ G. A is singular along (1, …, 1), where gradients have nothing: it is filled up. */
export const factoredProduct = (
  outer: DenseMatrix,
  inner: DenseMatrix,
  indices: Uint32Array,
): FactoredMetric | null => {
  const k = outer.rows;
  const data = Float64Array.from(outer.data);
  let trace = 0;
  for (let a = 0; a < k; a++) trace += data[a * k + a];
  for (let i = 0; i < data.length; i++) data[i] += trace / (k * k);
  for (let a = 0; a < k; a++) data[a * k + a] += RIDGE * trace;
  const across = ifDefinite(() => cholesky({ kind: 'dense', rows: k, cols: k, data }));
  const within = factored(inner);
  return across === null || within === null ? null : { ...within, outer: across, indices };
};

/** Factors a block-diagonal metric. */
export const factoredBlocks = (
  matrices: readonly DenseMatrix[],
  indices: Uint32Array,
): FactoredMetric | null => {
  const blocks: FactoredMetric[] = [];
  for (const matrix of matrices) {
    const block = factored(matrix);
    if (block === null) return null;
    blocks.push(block);
  }
  return { ...blocks[0], indices, blocks };
};

/** Diagonals further apart than this, after allowing for different points, are no sampling noise. */
const APART = 10;

/**
 * Whether two samples' metrics tell the same of every column. One that few rows carry does not pass:
 * its curvature hangs on which of them were drawn.
 */
export const agree = (a: FactoredMetric, b: FactoredMetric): boolean => {
  if (!(a.seen && b.seen)) return false;
  // Where one is a product, columns are compared: the other's diagonal summed over outputs.
  const product = [a, b].find(({ outer }) => outer !== null) ?? null;
  const p = diagonalOf(a, product);
  const q = diagonalOf(b, product);
  return p.every((h, j) => h < APART * q[j] && q[j] < APART * h);
};

/** The diagonal by variable, or by column of `product`: there A has trace 1, so that G's is the sum. */
const diagonalOf = (
  { scaling, outer }: FactoredMetric,
  product: FactoredMetric | null,
): Float64Array => {
  const own = scaling.map((s) => 1 / (s * s));
  if (outer !== null || product === null) return own;
  const sums = new Float64Array(product.scaling.length);
  product.indices.forEach((index, i) => {
    sums[i % sums.length] += own[index];
  });
  return sums;
};

/** The ridge's share of gᵀM⁻¹g that is as good as none: where it hides curvature, of less than a millionth of it. */
const LEAST_SHARE = 1e-6;

/**
 * Whether the ridge is all that bounds the step M⁻¹g in some direction: curvature below it then counts as it, and a gap
 * there is up to as many times larger than told as it is smaller.
 */
export const isHidden = (
  { ridge, scaling }: FactoredMetric,
  gradient: Float64Array,
  step: Float64Array,
): boolean => {
  let own = 0;
  for (let i = 0; i < step.length; i++) own += (step[i] / scaling[i]) ** 2;
  return ridge * own > LEAST_SHARE * dot(gradient, step);
};

/** v ↦ M⁻¹v. */
export const solver =
  (metric: FactoredMetric) =>
  (v: Float64Array): Float64Array => {
    if (metric.blocks !== undefined) return byBlocks(metric.blocks, metric.indices, v);
    return metric.outer === null ? within(metric, v.slice()) : product(metric, metric.outer, v);
  };

const byBlocks = (
  blocks: readonly FactoredMetric[],
  indices: Uint32Array,
  v: Float64Array,
): Float64Array => {
  const out = v.slice();
  const size = indices.length / blocks.length;
  const part = new Float64Array(size);
  for (let k = 0; k < blocks.length; k++) {
    for (let j = 0; j < size; j++) part[j] = v[indices[k * size + j]];
    within(blocks[k], part);
    for (let j = 0; j < size; j++) out[indices[k * size + j]] = part[j];
  }
  return out;
};

/** S (LLᵀ)⁻¹ S v, in place. */
const within = ({ scaling, factor }: FactoredMetric, v: Float64Array): Float64Array => {
  for (let i = 0; i < v.length; i++) v[i] *= scaling[i];
  choleskySolve(factor, v, v);
  for (let i = 0; i < v.length; i++) v[i] *= scaling[i];
  return v;
};

/** A⁻¹ V G⁻¹ with V the entries of v by output and column: all outputs are solved for at once. */
const product = (
  { scaling, factor, indices }: FactoredMetric,
  outer: Cholesky,
  v: Float64Array,
): Float64Array => {
  const outputs = outer.size;
  const columns = scaling.length;
  const byColumn = dense(columns, outputs);
  const byOutput = dense(outputs, columns);
  for (let k = 0; k < outputs; k++) {
    for (let j = 0; j < columns; j++) {
      byColumn.data[j * outputs + k] = scaling[j] * v[indices[k * columns + j]];
    }
  }
  choleskySolve(factor, byColumn, byColumn);
  for (let k = 0; k < outputs; k++) {
    for (let j = 0; j < columns; j++) {
      byOutput.data[k * columns + j] = scaling[j] * byColumn.data[j * outputs + k];
    }
  }
  choleskySolve(outer, byOutput, byOutput);
  const out = v.slice();
  for (let i = 0; i < indices.length; i++) out[indices[i]] = byOutput.data[i];
  return out;
};

import { type Cholesky, cholesky, choleskySolve, type DenseMatrix } from '@betahat/linalg';
import type { CurvatureBlock } from '../request.ts';

/** A factored metric M = blocks of S⁻¹(LLᵀ)S⁻¹: plain data, part of a state. */
export interface FactoredBlock {
  readonly indices: Uint32Array;
  /** S: makes the diagonal 1, so that a ridge means the same for every column. */
  readonly scaling: Float64Array;
  readonly factor: Cholesky;
  /** Every variable had curvature in the sample. */
  readonly seen: boolean;
}

/** Added to the scaled diagonal, and raised tenfold until the factor exists. */
const RIDGE = 1e-10;

/** Factors a block; null where even a ridge of the size of the diagonal does not make it positive. */
export const factored = ({ indices, matrix }: CurvatureBlock): FactoredBlock | null => {
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
      for (let j = 0; j < n; j++)
        data[i * n + j] = matrix.data[i * n + j] * scaling[i] * scaling[j];
      data[i * n + i] = Math.max(data[i * n + i], 1) + ridge;
    }
    const factor = tryCholesky({ kind: 'dense', rows: n, cols: n, data });
    if (factor !== null) return { indices, scaling, factor, seen: positive.length === n };
  }
  return null;
};

const tryCholesky = (A: DenseMatrix): Cholesky | null => {
  try {
    return cholesky(A);
  } catch {
    return null;
  }
};

/** Diagonals further apart than this, after allowing for different points, are no sampling noise. */
const APART = 10;

/**
 * Whether two samples' metrics tell the same of every variable. A column that few rows carry does
 * not pass: its curvature hangs on which of them were drawn.
 */
export const agree = (a: readonly FactoredBlock[], b: readonly FactoredBlock[]): boolean =>
  a.every((block, k) =>
    block.scaling.every((s, i) => {
      const ratio = (s / b[k].scaling[i]) ** 2;
      return block.seen && b[k].seen && ratio < APART && ratio > 1 / APART;
    }),
  );

/** v ↦ M⁻¹v. */
export const solveBlocks =
  (blocks: readonly FactoredBlock[]) =>
  (v: Float64Array): Float64Array => {
    const out = v.slice();
    for (const { indices, scaling, factor } of blocks) {
      const part = Float64Array.from(indices, (index, i) => v[index] * scaling[i]);
      const solved = choleskySolve(factor, part, part);
      indices.forEach((index, i) => {
        out[index] = solved[i] * scaling[i];
      });
    }
    return out;
  };

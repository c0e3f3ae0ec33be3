import { dot } from '../vector.ts';

/**
 * Anderson extrapolation of a sequence x₀ … x_k of a fixed-point iteration: the combination Σ cᵢ xᵢ₊₁,
 * Σ cᵢ = 1, whose residuals xᵢ₊₁ − xᵢ cancel best, c = (UᵀU)⁻¹1 / 1ᵀ(UᵀU)⁻¹1 (D. G. Anderson, J. ACM
 * 12, 1965; D. Scieur et al., NeurIPS 2016). Null where the residuals are too dependent to tell.
 */
export const anderson = (path: readonly Float64Array[]): Float64Array | null => {
  const k = path.length - 1;
  const residuals = path.slice(1).map((x, i) => x.map((xi, j) => xi - path[i][j]));
  const A = residuals.map((a) => residuals.map((b) => dot(a, b)));
  const trace = A.reduce((sum, row, i) => sum + row[i], 0);
  if (!(trace > 0)) return null;
  for (let i = 0; i < k; i++) A[i][i] += 1e-12 * trace;
  const c = solve(A, new Array<number>(k).fill(1));
  const sum = c.reduce((a, b) => a + b, 0);
  if (!Number.isFinite(sum) || sum === 0) return null;
  const out = new Float64Array(path[0].length);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < out.length; j++) out[j] += (c[i] / sum) * path[i + 1][j];
  }
  // What every iterate holds at zero stays there exactly.
  return out.every(Number.isFinite) ? out : null;
};

/** Gaussian elimination of a handful of equations, positive definite. */
const solve = (A: number[][], b: number[]): number[] => {
  const n = b.length;
  for (let k = 0; k < n; k++) {
    for (let i = k + 1; i < n; i++) {
      const factor = A[i][k] / A[k][k];
      for (let j = k; j < n; j++) A[i][j] -= factor * A[k][j];
      b[i] -= factor * b[k];
    }
  }
  for (let k = n - 1; k >= 0; k--) {
    for (let j = k + 1; j < n; j++) b[k] -= A[k][j] * b[j];
    b[k] /= A[k][k];
  }
  return b;
};

import { cholesky, choleskySolve, dense } from '@betahat/linalg';
import { ifDefinite } from '../if-definite.ts';
import { dot } from '../vector.ts';

/**
 * Anderson extrapolation of a sequence x₀ … x_k of a fixed-point iteration: the combination Σ cᵢ xᵢ₊₁,
 * Σ cᵢ = 1, whose residuals xᵢ₊₁ − xᵢ cancel best, c = (UᵀU)⁻¹1 / 1ᵀ(UᵀU)⁻¹1 (D. G. Anderson, J. ACM
 * 12, 1965; D. Scieur et al., NeurIPS 2016). Null where the residuals are too dependent to tell.
 */
export const anderson = (path: readonly Float64Array[]): Float64Array | null => {
  const k = path.length - 1;
  const residuals = path.slice(1).map((x, i) => x.map((xi, j) => xi - path[i][j]));
  const A = dense(
    k,
    k,
    Float64Array.from(residuals.flatMap((a) => residuals.map((b) => dot(a, b)))),
  );
  let trace = 0;
  for (let i = 0; i < k; i++) trace += A.data[i * k + i];
  for (let i = 0; i < k; i++) A.data[i * k + i] += 1e-12 * trace;
  const factor = ifDefinite(() => cholesky(A));
  if (factor === null) return null;
  const c = choleskySolve(factor, new Float64Array(k).fill(1));
  const sum = c.reduce((a, b) => a + b, 0);
  const out = new Float64Array(path[0].length);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < out.length; j++) out[j] += (c[i] / sum) * path[i + 1][j];
  }
  // What every iterate holds at zero stays there exactly.
  return out.every(Number.isFinite) ? out : null;
};

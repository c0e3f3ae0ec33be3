import type { ArrowCurvature } from '@betahat/optimizers';
import { classCurvature, hessianDiagonal, squaresAndSums } from './hessian-diagonal.ts';
import { outputSums } from './output-sums.ts';
import { dimensionOf, type LinearProblem } from './problem.ts';

/** What centring leaves of a column's curvature below this share is rounding. */
const ROUNDING = 2 ** -40;

/**
 * The diagonal of the Hessian, freed of the intercepts (see ArrowCurvature): for coefficient (k, j) the
 * shift is the weighted mean μ = Σ_i d_ik x_ij / Σ_i d_ik and the curvature
 *
 *     Σ_i d_ik (x_ij − μ)² + l2,   d_ik = s_i ŷ_ik(1 − ŷ_ik)
 *
 * Two reads of the data, of a dense matrix and one output one. Columns that hardly vary keep their plain curvature.
 *
 * @param curvature the loss's curvature of all rows (see BlockLoss)
 */
export const arrowCurvature = (problem: LinearProblem, curvature: Float64Array): ArrowCurvature => {
  const { X, outputs, intercept } = problem;
  const p = X.cols;
  if (!intercept) {
    const diagonal = hessianDiagonal(problem, curvature);
    return { diagonal, shift: new Float64Array(0), tip: new Uint32Array(0) };
  }
  const shift = new Float64Array(dimensionOf(problem));
  const tip = Uint32Array.from(shift, (_, i) => i);
  const { diagonal, sums } = diagonalAndSums(problem, curvature);
  for (let k = 0; k < outputs; k++) {
    const at = outputs * p + k;
    const total = diagonal[at];
    if (!(total > 0)) continue;
    for (let i = k * p; i < (k + 1) * p; i++) {
      const mean = sums[i] / total;
      const centred = diagonal[i] - total * mean * mean;
      if (!(centred > ROUNDING * diagonal[i])) continue;
      diagonal[i] = centred;
      shift[i] = mean;
      tip[i] = at;
    }
  }
  return { diagonal, shift, tip };
};

/** The diagonal of the Hessian, and Σ_i d_ik x_ij for coefficient (k, j). */
const diagonalAndSums = (
  problem: LinearProblem,
  curvature: Float64Array,
): { readonly diagonal: Float64Array; readonly sums: Float64Array } => {
  const { X, outputs, l2 } = problem;
  if (outputs > 1 || X.kind === 'csr') {
    const d = outputs === 1 ? curvature : classCurvature(problem, curvature);
    return { diagonal: hessianDiagonal(problem, curvature), sums: outputSums(problem, d) };
  }
  const diagonal = new Float64Array(X.cols + 1).fill(l2, 0, X.cols);
  diagonal[X.cols] = curvature.reduce((total, d) => total + d, 0);
  return { diagonal, sums: squaresAndSums(X, curvature, diagonal) };
};

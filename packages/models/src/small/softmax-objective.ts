import type { DenseMatrix } from '@betahat/linalg';
import { categoricalCrossEntropyBlock } from '@betahat/losses';
import type { ConvexPoint } from '@betahat/optimizers';

/** What `softmaxObjective` is made of. */
export interface SoftmaxProblem {
  readonly X: DenseMatrix;
  readonly classes: number;
  /** The position of its class for each row. */
  readonly targets: Uint32Array;
  readonly weights: Float64Array | null;
  readonly l2: number;
  readonly intercept: boolean;
}

/**
 * J(W, b) = Σ_i s_i [log Σ_j exp(o_ij) − o_{i,y_i}] + (l2/2)‖W‖², o = X Wᵀ + b, with gradient and Hessian
 *
 *     ∇J_k = X̃ᵀ s(ŷ_k − y_k) + l2 (w_k, 0),
 *     H_km = X̃ᵀ diag(s ŷ_k(δ_km − ŷ_m)) X̃ + δ_km l2 diag(1, …, 1, 0),   X̃ = (X, 1)
 *
 * in plain TypeScript. The parameters are W̃ = (W, b), classes×(features + 1), row by row.
 *
 * The loss does not feel one vector added to all rows of W̃, so H knows of such a shift the penalty
 * at most, of the intercepts nothing. Where the columns of W̃ sum to 0, as at the optimum, those of the
 * gradient do too, and any curvature of the shift leaves the step alone: H gets, for each column, the mean
 * of its diagonal entries.
 */
export const softmaxObjective = (problem: SoftmaxProblem) => {
  const { X, classes, targets, weights, l2, intercept } = problem;
  const { rows, cols, data } = X;
  const width = cols + +intercept;
  const n = classes * width;
  const loss = categoricalCrossEntropyBlock(classes);
  // One row of X̃ at a time.
  const row = new Float64Array(width).fill(1);
  const read = (i: number) => row.set(data.subarray(i * cols, (i + 1) * cols));
  const shares = new Float64Array(rows * classes);
  return (x: Float64Array): ConvexPoint => {
    // Logits, which become residuals.
    const r = new Float64Array(rows * classes);
    for (let i = 0, at = 0; i < rows; i++) {
      read(i);
      for (let k = 0; k < classes; k++, at++) {
        for (let j = 0; j < width; j++) r[at] += row[j] * x[k * width + j];
      }
    }
    let value = loss.residualAndCurvature(r, targets, weights, shares);
    const gradient = new Float64Array(n);
    const hessian = new Float64Array(n * n);
    for (let i = 0; i < rows; i++) {
      read(i);
      const p = shares.subarray(i * classes, (i + 1) * classes);
      for (let k = 0; k < classes; k++) {
        const residual = r[i * classes + k];
        // 1 − ŷ_k, without cancellation.
        let others = 0;
        for (let m = 0; m < classes; m++) if (m !== k) others += p[m];
        const scale = (weights?.[i] ?? 1) * p[k];
        for (let j = 0; j < width; j++) {
          gradient[k * width + j] += residual * row[j];
          const scaled = scale * row[j];
          for (let m = 0, at = (k * width + j) * n; m <= k; m++) {
            const factor = scaled * (m === k ? others : -p[m]);
            for (let l = 0; l < width; l++, at++) hessian[at] += factor * row[l];
          }
        }
      }
    }
    for (let j = 0; j < width; j++) {
      let shift = 0;
      for (let at = j; at < n; at += width) shift += hessian[at * n + at] / classes;
      for (let a = j; a < n; a += width) {
        for (let c = j; c <= a; c += width) hessian[a * n + c] += shift / classes;
        if (j === cols) continue;
        value += 0.5 * l2 * x[a] ** 2;
        gradient[a] += l2 * x[a];
        hessian[a * n + a] += l2;
      }
    }
    return { value, gradient, hessian };
  };
};

import type { DenseMatrix } from '@betahat/linalg';
import { binaryCrossEntropyBlock } from '@betahat/losses';
import type { ConvexPoint } from '@betahat/optimizers';

/** What `ridgeObjective` is made of. */
export interface RidgeProblem {
  readonly X: DenseMatrix;
  /** 0 or 1 for each row. */
  readonly targets: Float64Array;
  readonly weights: Float64Array | null;
  readonly l2: number;
  readonly intercept: boolean;
}

/**
 * J(w, b) = Σ_i s_i [log(1 + exp(o_i)) − y_i o_i] + (l2/2)‖w‖², o = Xw + b, with gradient and Hessian
 *
 *     ∇J = X̃ᵀ s(ŷ − y) + l2 (w, 0),   H = X̃ᵀ diag(s ŷ(1 − ŷ)) X̃ + l2 diag(1, …, 1, 0),   X̃ = (X, 1)
 *
 * in plain TypeScript: for tables so small that kernels would take longer to load than to run.
 */
export const ridgeObjective = ({ X, targets, weights, l2, intercept }: RidgeProblem) => {
  const { rows, cols, data } = X;
  const n = cols + +intercept;
  // One row of X̃ at a time.
  const row = new Float64Array(n).fill(1);
  const curvature = new Float64Array(rows);
  return (x: Float64Array): ConvexPoint => {
    // Logits, which become residuals.
    const r = new Float64Array(rows).fill(intercept ? x[cols] : 0);
    for (let i = 0, at = 0; i < rows; i++) {
      for (let j = 0; j < cols; j++, at++) r[i] += data[at] * x[j];
    }
    let value = binaryCrossEntropyBlock.residualAndCurvature(r, targets, weights, curvature);
    const gradient = new Float64Array(n);
    const hessian = new Float64Array(n * n);
    for (let i = 0; i < rows; i++) {
      row.set(data.subarray(i * cols, (i + 1) * cols));
      for (let j = 0; j < n; j++) {
        gradient[j] += r[i] * row[j];
        const scaled = curvature[i] * row[j];
        const at = j * n;
        for (let k = 0; k <= j; k++) hessian[at + k] += scaled * row[k];
      }
    }
    for (let j = 0; j < cols; j++) {
      value += 0.5 * l2 * x[j] ** 2;
      gradient[j] += l2 * x[j];
      hessian[j * n + j] += l2;
    }
    return { value, gradient, hessian };
  };
};

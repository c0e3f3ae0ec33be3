import type { Matrix } from '@betahat/linalg';
import type { TargetedLoss } from './targeted-loss.ts';

/**
 * What a linear model is fitted to:
 *
 *     J(W, b) = Σ_i s_i ℓ(y_i, x_i Wᵀ + b) + (l2/2) ‖W‖² + l1 ‖W‖₁
 *
 * with W of shape outputs×columns (binary: one output) and b free of penalty.
 */
export interface LinearProblem {
  readonly X: Matrix;
  /** 1 for binary, the number of classes for softmax. */
  readonly outputs: number;
  readonly loss: TargetedLoss;
  readonly l2: number;
  /** Not part of the smooth objective; see composite-objective.ts. */
  readonly l1: number;
  readonly intercept: boolean;
}

/** Length of the parameter vector: W row by row, then the intercepts. */
export const dimensionOf = (problem: LinearProblem): number =>
  problem.outputs * (problem.X.cols + (problem.intercept ? 1 : 0));

/** Gram products that a Hessian takes: one for each pair of different classes. */
export const pairsOf = (outputs: number): number => Math.max(1, (outputs * (outputs - 1)) / 2);

/** W and b as views into a parameter vector. */
export const splitParameters = (
  problem: LinearProblem,
  x: Float64Array,
): { coefficients: Float64Array; intercepts: Float64Array | null } => {
  const size = problem.outputs * problem.X.cols;
  return {
    coefficients: x.subarray(0, size),
    intercepts: problem.intercept ? x.subarray(size) : null,
  };
};

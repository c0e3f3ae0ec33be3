import type { Matrix, ScratchAllocate } from '@betahat/linalg';
import type { kroneckerCurvature } from './kronecker.ts';
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
  /** Softmax: what answers 'kronecker'. Given, not imported, so that a binary model does without. */
  readonly kronecker?: typeof kroneckerCurvature;
  readonly loss: TargetedLoss;
  readonly l2: number;
  /** Not part of the smooth objective; see composite-objective.ts. */
  readonly l1: number;
  readonly intercept: boolean;
  /** Makes the samples and copies of X that serve this fit alone; `allocate` where it is not given. */
  readonly scratch?: ScratchAllocate;
  /** Given where nobody has looked yet whether all of X is finite. */
  readonly unchecked?: Unchecked;
}

/**
 * A check of X that waits for the first gradient. An entry that is NaN or infinite makes that of its
 * column NaN or infinite, as ±∞·0 is NaN too: one read of the data less where they are finite.
 */
export interface Unchecked {
  /** The whole matrix: a gradient over some of its rows or columns says nothing of the others. */
  readonly of: Matrix;
  /** @throws RangeError that names the entry which is not finite, if there is one */
  readonly check: () => void;
  isChecked: boolean;
}

/** The problem with its matrix copied to `X`: what reads the copy vouches for it. */
export const overCopy = (problem: LinearProblem, X: Matrix): LinearProblem => {
  const { unchecked } = problem;
  return { ...problem, X, ...(unchecked && { unchecked: { ...unchecked, of: X } }) };
};

/** Takes the word of a gradient over X for its being finite, and has a look where that is not. */
export const vouch = (unchecked: Unchecked, gradient: Float64Array, X: Matrix): void => {
  let sum = 0;
  for (let i = 0; i < gradient.length; i++) sum += gradient[i] * 0;
  if (sum !== 0) unchecked.check();
  if (sum !== 0 || X === unchecked.of) unchecked.isChecked = true;
};

/** Length of the parameter vector: W row by row, then the intercepts. */
export const dimensionOf = (problem: LinearProblem): number =>
  problem.outputs * (problem.X.cols + (problem.intercept ? 1 : 0));

/** Gram products that a Hessian takes: one for each pair of different classes. */
export const pairsOf = (outputs: number): number => Math.max(1, (outputs * (outputs - 1)) / 2);

/** Rows per column from which a sample of the rows tells enough to be a metric, and few products are taken. */
export const TALL = 20;

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

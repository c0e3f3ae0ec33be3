import type { DenseMatrix } from '@betahat/linalg';

/**
 * What every contender gets: rows, the class index of each, and the penalty of
 * J = Σ ℓ(y_i, x_i W + b) + (l2/2)‖W‖². Two classes are one logit, more are one per class.
 */
export interface Problem {
  readonly name: string;
  readonly X: DenseMatrix;
  readonly y: Float64Array;
  readonly classes: number;
  readonly l2: number;
}

/** What every contender gives back: W (outputs × columns, row-major) and b (outputs). */
export interface Fit {
  readonly W: Float64Array;
  readonly b: Float64Array;
}

/** One way of fitting; `tolerance` is its own, the loosest that reaches the common gap is searched. */
export interface Contender {
  readonly name: string;
  readonly fit: (problem: Problem, tolerance: number) => Fit;
}

export const outputsOf = ({ classes }: Problem): number => (classes === 2 ? 1 : classes);

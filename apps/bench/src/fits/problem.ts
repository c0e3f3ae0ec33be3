import type { Matrix } from '@betahat/linalg';

/** Which bar a problem has to meet. */
export type Family =
  | 'notebook'
  | 'breast cancer'
  | 'small'
  | 'tall'
  | 'correlated'
  | 'softmax'
  | 'pixels'
  | 'wide'
  | 'sparse'
  | 'L1'
  | 'path'
  | 'unpenalised';

export interface Penalty {
  readonly l1: number;
  readonly l2: number;
}

/**
 * What every contender gets: rows, the class index of each, and the penalties of
 * J = Σ ℓ(y_i, x_i W + b) + (l2/2)‖W‖² + l1‖W‖₁. Two classes are one logit, more are one per class.
 * Several penalties are a path: one fit for each, in this order, any of them may start from the last.
 */
export interface Problem {
  readonly name: string;
  readonly family: Family;
  readonly X: Matrix;
  readonly y: Float64Array;
  readonly classes: number;
  readonly penalties: readonly Penalty[];
}

/** What every contender gives back for each penalty: W (outputs × columns, row-major) and b (outputs). */
export interface Fit {
  readonly W: Float64Array;
  readonly b: Float64Array;
}

export const outputsOf = ({ classes }: Pick<Problem, 'classes'>): number =>
  classes === 2 ? 1 : classes;

/** Bytes that one read of the matrix takes. */
export const bytesOf = (X: Matrix): number =>
  X.kind === 'dense'
    ? X.data.byteLength
    : X.values.byteLength + X.columns.byteLength + X.rowStart.byteLength;

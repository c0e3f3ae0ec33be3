import { type DenseMatrix, dense, type Matrix, rowWalk } from '@betahat/linalg';
import { rangeError } from '@betahat/linalg/check';
import { isRow, type Row, type Rows, toDesignMatrix } from './design-matrix.ts';

/** The linear part of a fitted model: W (outputs×columns, row by row) and one intercept per output. */
export interface LinearPart {
  readonly coefficients: Float64Array;
  readonly intercepts: Float64Array;
}

/**
 * X Wᵀ + b, rows×outputs. Goes through the same row walk as training, block by block; the logits
 * of a row do not depend on the rows beside it.
 */
export const logitsOf = (part: LinearPart, X: Matrix): DenseMatrix => {
  const outputs = part.intercepts.length;
  const all = new Float64Array(X.rows * outputs);
  rowWalk(X, outputs).forward(part.coefficients, part.intercepts, (logits, start) => {
    all.set(logits, start * outputs);
  });
  return dense(X.rows, outputs, all);
};

/** A caller's rows, or one row as a matrix of one. */
export const rowsToPredict = (where: string, X: Rows | Row, columns: number): Matrix => {
  if (!isRow(X)) return toDesignMatrix(where, X, columns);
  if (X.length !== columns) {
    throw rangeError(where, 'the length of the row', `${columns} as in the fit`, X.length);
  }
  return toDesignMatrix(where, [X] as Rows, columns);
};

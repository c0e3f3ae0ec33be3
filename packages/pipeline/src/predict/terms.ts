import { type Matrix, toDense } from '@betahat/linalg';

/**
 * wₖⱼ xⱼ for every output k and column j of one row: outputs×columns, row by row. A column that is 0
 * adds 0, whatever its coefficient.
 */
export const termsOf = (X: Matrix, coefficients: ArrayLike<number>): Float64Array => {
  const { cols, data } = X.kind === 'dense' ? X : toDense(X);
  return Float64Array.from(coefficients, (w, at) => w * data[at % cols] + 0);
};

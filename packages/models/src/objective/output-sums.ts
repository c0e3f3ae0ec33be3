import { dense, transposeMultiply } from '@betahat/linalg';
import type { LinearProblem } from './problem.ts';

/**
 * Xᵀ R for numbers R of the rows, in the order of the coefficients: output by output, where the product
 * has them column by column. One read of the data.
 *
 * @param rows R, rows × outputs
 */
export const outputSums = ({ X, outputs }: LinearProblem, rows: Float64Array): Float64Array => {
  if (outputs === 1) return transposeMultiply(X, rows);
  const { data } = transposeMultiply(X, dense(X.rows, outputs, rows));
  return Float64Array.from({ length: outputs * X.cols }, (_, i) => {
    return data[(i % X.cols) * outputs + Math.floor(i / X.cols)];
  });
};

import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { split, withOnes } from './design.mjs';
import { newton } from './newton.mjs';

const numbers = (matrix) => Float64Array.from(matrix.to1DArray());

/** ml-matrix has no logistic regression: Newton's method by hand on its products and Cholesky factor. */
export const prepare = (problem) => {
  const { rows, cols, outputs } = problem;
  const A = Matrix.from1DArray(rows, cols + 1, withOnes(problem));
  const At = A.transpose();
  const fit = newton(problem, {
    times: (W) => numbers(A.mmul(Matrix.from1DArray(cols + 1, outputs, W))),
    transposed: (R) => numbers(At.mmul(Matrix.from1DArray(rows, outputs, R))),
    gram: (d) => numbers(At.clone().mulRowVector(d).mmul(A)),
    solve: (H, size, g) =>
      numbers(
        new CholeskyDecomposition(Matrix.from1DArray(size, size, H)).solve(Matrix.columnVector(g)),
      ),
  });
  return (tolerance) => split(fit(tolerance), problem);
};

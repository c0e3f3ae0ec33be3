import { LogisticRegression } from 'deepbox/ml';
import { tensor } from 'deepbox/ndarray';
import { largestEigenvalue } from './design.mjs';

/**
 * Gradient descent until no coefficient moves by the tolerance, with steps of the longest safe length;
 * several classes one against the rest, another objective than softmax.
 */
export const prepare = (problem) => {
  const { rows, cols, l2 } = problem;
  const table = Array.from({ length: rows }, (_, i) =>
    Array.from(problem.X.subarray(i * cols, (i + 1) * cols)),
  );
  const X = tensor(table, { dtype: 'float64' });
  const y = tensor(Array.from(problem.y));
  // Its objective is ours over the number of rows.
  const learningRate = rows / (largestEigenvalue(problem) / 4 + l2);
  return (tolerance) => {
    const model = new LogisticRegression({
      C: 1 / l2,
      tol: tolerance,
      maxIter: 1e6,
      learningRate,
    });
    model.fit(X, y);
    const W = Float64Array.from(model.coef.data, Number);
    return { W, b: Float64Array.from([model.intercept].flat()) };
  };
};

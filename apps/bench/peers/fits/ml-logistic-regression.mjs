import LogisticRegression from 'ml-logistic-regression';
import { Matrix } from 'ml-matrix';
import { largestEigenvalue, withOnes } from './design.mjs';

/**
 * Plain gradient descent with a fixed number of steps, here 1/tolerance of the longest safe length. It has
 * no penalty and no intercept (a column of ones stands in), and fits one class against the rest.
 */
export const prepare = (problem) => {
  const { rows, cols, y, outputs } = problem;
  const p = cols + 1;
  const A = Matrix.from1DArray(rows, p, withOnes(problem));
  const Y = Matrix.columnVector(y);
  const learningRate = 4 / largestEigenvalue(problem);
  return (tolerance) => {
    const model = new LogisticRegression({ numSteps: Math.round(1 / tolerance), learningRate });
    model.train(A, Y);
    // Classifier k tells the others from class k: its signs are the other way round.
    const rowsOf = model.classifiers.map(({ weights }) => weights.to1DArray().map((w) => -w));
    const chosen = outputs === 1 ? rowsOf.slice(1) : rowsOf;
    return {
      W: Float64Array.from(chosen.flatMap((row) => row.slice(0, cols))),
      b: Float64Array.from(chosen, (row) => row[cols]),
    };
  };
};

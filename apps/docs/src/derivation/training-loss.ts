import { type DenseMatrix, dense, multiply, transposeMultiply } from '@betahat/linalg';
import {
  binaryCrossEntropy,
  categoricalCrossEntropy,
  gradientWrtLogits,
  hessianVector,
  lossValue,
} from '@betahat/losses';
import type { ConvexPoint } from '@betahat/optimizers';

/**
 * The loss of a training cell with gradient and Hessian, in the coefficients row by row. Of several
 * classes the last has none of its own, they are 0: all columns of W moved by one vector lose the same.
 *
 * @param outputs 1 for the sigmoid, the number of classes for softmax
 */
export const trainingLoss = (X: DenseMatrix, y: Float64Array, outputs: number) => {
  const row = outputs === 1 ? binaryCrossEntropy : categoricalCrossEntropy(outputs);
  const free = outputs === 1 ? 1 : outputs - 1;
  const parameters = X.cols * free;

  const logits = (w: Float64Array): Float64Array => {
    const W = dense(X.cols, outputs);
    w.forEach((value, at) => {
      W.data[Math.floor(at / free) * outputs + (at % free)] = value;
    });
    return multiply(X, W).data as Float64Array;
  };
  const carriedBack = (perRow: Float64Array): Float64Array => {
    const { data } = transposeMultiply(X, dense(X.rows, outputs, perRow));
    return Float64Array.from(data.filter((_, at) => at % outputs < free));
  };

  const loss = (w: Float64Array): ConvexPoint => {
    const o = logits(w);
    const hessian = new Float64Array(parameters * parameters);
    for (let a = 0; a < parameters; a++) {
      const direction = logits(new Float64Array(parameters).fill(1, a, a + 1));
      hessian.set(carriedBack(hessianVector(row, o, y, direction)), a * parameters);
    }
    return {
      value: lossValue(row, o, y),
      gradient: carriedBack(gradientWrtLogits(row, o, y)),
      hessian,
    };
  };
  return { loss, parameters };
};

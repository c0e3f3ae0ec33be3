import { type DenseMatrix, multiply, transposeMultiply } from '@betahat/linalg';
import { binaryCrossEntropy, gradientWrtLogits, lossValue } from '@betahat/losses';

/** One epoch after another, for as long as the caller asks. */
export function* descend(X: DenseMatrix, y: Float64Array, start: Float64Array, rate: number) {
  let w = start;
  for (;;) {
    const residual = gradientWrtLogits(binaryCrossEntropy, multiply(X, w), y); // ŷ − y
    const gradient = transposeMultiply(X, residual); // the same, carried back to w
    w = w.map((wj, j) => wj - rate * gradient[j]!);
    yield { w, loss: lossValue(binaryCrossEntropy, multiply(X, w), y) };
  }
}

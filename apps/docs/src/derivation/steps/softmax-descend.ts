import { type DenseMatrix, dense, multiply, transposeMultiply } from '@betahat/linalg';
import { categoricalCrossEntropy, gradientWrtLogits, lossValue } from '@betahat/losses';

/** The same loop; W has a column for each class. */
export function* descendClasses(X: DenseMatrix, y: Float64Array, W0: DenseMatrix, rate: number) {
  const loss = categoricalCrossEntropy(W0.cols);
  let W = W0;
  for (;;) {
    const residual = gradientWrtLogits(loss, multiply(X, W).data, y); // Ŷ − Y
    const gradient = transposeMultiply(X, dense(X.rows, W.cols, residual)); // carried back to W
    const moved = W.data.map((wj, j) => wj - rate * gradient.data[j]!);
    W = dense(W.rows, W.cols, moved);
    yield { W, loss: lossValue(loss, multiply(X, W).data, y) };
  }
}

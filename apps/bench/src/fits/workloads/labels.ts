import { type Matrix, multiply } from '@betahat/linalg';
import type { RandomState } from '@betahat/random';

/** Labels drawn from the logistic (two classes) or softmax model with these weights. */
export const labels = (
  X: Matrix,
  W: Float64Array,
  classes: number,
  random: RandomState,
): Float64Array => {
  const K = classes === 2 ? 1 : classes;
  const y = new Float64Array(X.rows);
  const logits = Array.from({ length: K }, (_, k) =>
    multiply(X, W.subarray(k * X.cols, (k + 1) * X.cols)),
  );
  const bias = K === 1 ? [0.3] : random.randn(K).map((v) => 0.3 * v);
  for (let i = 0; i < X.rows; i++) {
    if (K === 1) {
      y[i] = random.rand() < 1 / (1 + Math.exp(-logits[0]![i]! - bias[0]!)) ? 1 : 0;
      continue;
    }
    // The largest of logits plus Gumbel noise is distributed as softmax says.
    let best = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < K; k++) {
      const score = logits[k]![i]! + bias[k]! - Math.log(-Math.log(random.rand()));
      if (score > best) [best, y[i]] = [score, k];
    }
  }
  return y;
};

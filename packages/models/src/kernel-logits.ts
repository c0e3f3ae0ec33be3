import { rowWalk, useEngine } from '@betahat/linalg';
import { type Logits, logitsInto } from './predict/linear-logits.ts';

/** Multiply-adds from which the kernels, compiled for this at the first call, are worth their while. */
const WORTH = 2 ** 18;

/**
 * Logits of a batch by linalg's SIMD kernel, to the bits of the plain `logitsInto`: without fused
 * multiply-adds, and always for pairs of outputs, as a single one is summed in another order.
 */
export const kernelLogits: Logits = (X, coefficients, intercepts, logits) => {
  const outputs = intercepts.length;
  const engine = useEngine();
  if (X.kind === 'csr' || engine === 'plain' || X.rows * coefficients.length < WORTH) {
    return logitsInto(X, coefficients, intercepts, logits);
  }
  const width = outputs + (outputs % 2);
  const W = new Float64Array(width * X.cols);
  const b = new Float64Array(width);
  W.set(coefficients);
  b.set(intercepts);
  useEngine('simd');
  try {
    const walk = rowWalk(X, width);
    // Without memory for kernels the walk would be a plain one in an order of its own.
    if (walk.engine === undefined) return logitsInto(X, coefficients, intercepts, logits);
    walk.forward(W, b, (block, start, count) => {
      if (width === outputs) logits.set(block, start * outputs);
      else {
        for (let i = 0; i < count; i++) {
          for (let k = 0; k < outputs; k++) {
            logits[(start + i) * outputs + k] = block[i * width + k];
          }
        }
      }
    });
  } finally {
    useEngine(engine);
  }
};

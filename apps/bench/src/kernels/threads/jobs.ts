import { type DenseMatrix, engineOf, rowWalk } from '@betahat/linalg';
import { binaryCrossEntropyBlock } from '@betahat/losses/simd';
import { yardstick } from '../yardstick.ts';

export interface PassTask {
  /** The rows of this task. */
  readonly X: DenseMatrix;
  readonly y: Float64Array;
  readonly w: Float64Array;
  readonly b: Float64Array;
  readonly isCheap: boolean;
  /** ∂w, ∂b, loss. */
  readonly out: Float64Array;
}

export interface SumTask {
  readonly X: DenseMatrix;
  readonly out: Float64Array;
}

/** ½(o − y)² costs nothing next to reading the row. */
export const squares = (logits: Float64Array, y: Float64Array, start: number): number => {
  let sum = 0;
  for (let i = 0; i < logits.length; i++) {
    const r = logits[i]! - y[start + i]!;
    logits[i] = r;
    sum += r * r;
  }
  return sum / 2;
};

/** What threads do for the bench: a fused pass, and the sum that it is measured against. */
export const benchJobs = {
  pass: ({ X, y, w, b, isCheap, out }: PassTask): void => {
    const gradient = new Float64Array(w.length);
    const intercept = new Float64Array(1);
    let value = 0;
    const visit = (logits: Float64Array, start: number, count: number): void => {
      value += isCheap
        ? squares(logits, y, start)
        : binaryCrossEntropyBlock.residual(logits, y.subarray(start, start + count), null);
    };
    rowWalk(X, 1).fused(w, b, visit, gradient, intercept);
    out.set(gradient);
    out.set([intercept[0]!, value], w.length);
  },
  sum: ({ X, out }: SumTask): void => {
    const engine = engineOf(X.data);
    if (engine === undefined) throw new Error('the matrix does not lie in kernel memory');
    out[0] = yardstick(engine.memory).sum(X.data.byteOffset, X.data.length);
  },
};

import { rowWalk } from '@betahat/linalg';
import { binaryCrossEntropyBlock, categoricalCrossEntropyBlock } from '@betahat/losses/simd';
import { median } from '../median.ts';
import { outputsOf, type Problem } from './problem.ts';

const ROUNDS = 7;

/** Milliseconds of one read of the data: logits, loss and gradient, as every evaluation of a fit does it. */
export const oneRead = (problem: Problem): number => {
  const { X, y, classes } = problem;
  const K = outputsOf(problem);
  const walk = rowWalk(X, K);
  const W = new Float64Array(K * X.cols);
  const b = new Float64Array(K);
  const [gradient, intercepts] = [new Float64Array(W.length), new Float64Array(K)];
  const indices = Uint32Array.from(y);
  const softmax = categoricalCrossEntropyBlock(classes);
  const visit = (logits: Float64Array, start: number, count: number) => {
    if (K === 1) binaryCrossEntropyBlock.residual(logits, y.subarray(start, start + count), null);
    else softmax.residual(logits, indices.subarray(start, start + count), null);
  };
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begin = performance.now();
    walk.fused(W, b, visit, gradient, intercepts);
    times.push(performance.now() - begin);
  }
  return median(times.sort((a, c) => a - c));
};

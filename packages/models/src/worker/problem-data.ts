import { rowRange } from '@betahat/linalg';
import { binaryCrossEntropyBlock, categoricalCrossEntropyBlock } from '@betahat/losses/simd';
import { kroneckerCurvature } from '../objective/kronecker.ts';
import type { LinearProblem } from '../objective/problem.ts';
import { targetedLoss } from '../objective/targeted-loss.ts';
import type { ProblemData } from './messages.ts';

export const problemOf = (data: ProblemData): LinearProblem => {
  const { targets, targetWidth, weights, outputs, ...rest } = data;
  const loss =
    outputs === 1
      ? targetedLoss(binaryCrossEntropyBlock, targets as Float64Array, targetWidth, weights)
      : targetedLoss(categoricalCrossEntropyBlock(outputs), targets, targetWidth, weights);
  return { ...rest, outputs, ...(outputs > 1 ? { kronecker: kroneckerCurvature } : {}), loss };
};

/**
 * The part of a problem that rows from … to − 1 are, as views, with `share` of the penalty: over parts
 * that add up to the whole, objectives, gradients and Hessians add up too.
 */
export const partOf = (data: ProblemData, from: number, to: number, share: number): ProblemData => {
  const { X, targets, targetWidth, weights, l2 } = data;
  return {
    ...data,
    X: rowRange(X, from, to),
    targets: targets.subarray(from * targetWidth, to * targetWidth),
    weights: weights === null ? null : weights.subarray(from, to),
    l2: l2 * share,
  };
};

import { type Matrix, transposeMultiply } from '@betahat/linalg';
import type { Penalty } from '../problem.ts';

/** The smallest l1 at which all coefficients are 0: ‖Xᵀ(y − ȳ)‖∞. */
export const largestL1 = (X: Matrix, y: Float64Array): number => {
  const mean = y.reduce((sum, v) => sum + v, 0) / y.length;
  const gradient = transposeMultiply(
    X,
    y.map((v) => v - mean),
  ) as Float64Array;
  return gradient.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
};

/** `count` elastic-net penalties, half of each kind, from the largest down to `ratio` times it. */
export const elasticNetPath = (
  X: Matrix,
  y: Float64Array,
  count: number,
  ratio: number,
): Penalty[] => {
  const largest = largestL1(X, y) / 0.5;
  return Array.from({ length: count }, (_, k) => {
    const each = (largest * ratio ** (k / (count - 1))) / 2;
    return { l1: each, l2: each };
  });
};

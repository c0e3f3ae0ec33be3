import { dense } from '@betahat/linalg';
import { RandomState } from '@betahat/random';
import type { Family, Problem } from '../problem.ts';
import { labels } from './labels.ts';

export interface Gaussian {
  readonly name: string;
  readonly family: Family;
  readonly rows: number;
  readonly cols: number;
  readonly classes: number;
  readonly seed: number;
  /** Columns that the labels depend on. Default: all. */
  readonly informative?: number;
  /** Neighbouring columns have this correlation. Default 0: one weak factor common to all. */
  readonly correlation?: number;
  /** Column scales from 1e-3 to 1e3, in mixed order. */
  readonly unscaled?: boolean;
  readonly l2?: number;
}

/** Each column its neighbour's times ρ and noise of its own, so that all have variance 1. */
const chain = (X: Float64Array, cols: number, correlation: number): void => {
  const own = Math.sqrt(1 - correlation * correlation);
  for (let at = 0; at < X.length; at += cols)
    for (let j = 1; j < cols; j++) X[at + j] = own * X[at + j]! + correlation * X[at + j - 1]!;
};

/** Adds to each column the same factor, with a weight between −0.7 and 0.7. */
const common = (X: Float64Array, cols: number, random: RandomState): void => {
  const weights = random.rand(cols).map((u) => 1.4 * u - 0.7);
  const factor = random.randn(X.length / cols);
  for (let at = 0, i = 0; at < X.length; at += cols, i++)
    for (let j = 0; j < cols; j++) X[at + j]! += factor[i]! * weights[j]!;
};

/** Normal columns, and labels drawn from a logistic or softmax model in them. */
export const gaussian = (of: Gaussian): Problem => {
  const { rows, cols, classes, informative = cols, correlation = 0 } = of;
  const random = new RandomState(of.seed);
  const X = random.randn(rows * cols);
  if (correlation > 0) chain(X, cols, correlation);
  else common(X, cols, random);
  const K = classes === 2 ? 1 : classes;
  const truth = new Float64Array(K * cols);
  const order = random.permutation(cols);
  const size = (classes === 2 ? 2 : 1.5) / Math.sqrt(informative);
  for (let k = 0; k < K; k++)
    for (let m = 0; m < informative; m++) truth[k * cols + order[m]!] = size * random.randn();
  const y = labels(dense(rows, cols, X), truth, classes, random);
  if (of.unscaled) {
    const scales = Float64Array.from(order, (k) => 10 ** ((6 * k) / (cols - 1) - 3));
    for (let at = 0; at < X.length; at += cols)
      for (let j = 0; j < cols; j++) X[at + j]! *= scales[j]!;
  }
  const { name, family, l2 = 1 } = of;
  return { name, family, X: dense(rows, cols, X), y, classes, penalties: [{ l1: 0, l2 }] };
};

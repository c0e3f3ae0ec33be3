import { dense, toCsr, useEngine } from '@betahat/linalg';
import { RandomState } from '@betahat/random';
import { LogisticRegression, SoftmaxRegression } from '../../src/index.ts';

/** What a page reports of its fits: numbers in full, to be compared bit by bit. */
export interface PolicyFits {
  readonly engine: string;
  readonly binary: number[];
  readonly softmax: number[];
  readonly sparse: number[];
  readonly sampled: number[];
  readonly inWorker: number[];
  readonly where: string;
}

/** Fits of each kind, the last large enough for a worker. */
export const policyFits = async (): Promise<PolicyFits> => {
  const { X, y } = drawn(1, 200, 5);
  const wide = drawn(2, 60_000, 50);
  const binary = LogisticRegression.fit(X, y);
  const three = y.map((label, i) => (i % 3 === 0 ? 2 : label));
  const softmax = SoftmaxRegression.fit(X, three, { l2: 0.1 });
  const sparse = LogisticRegression.fit(toCsr(X), y, { l1: 1 });
  const sampled = LogisticRegression.fit(wide.X, wide.y);
  const inWorker = await LogisticRegression.fitAsync(wide.X, wide.y);
  return {
    engine: useEngine(),
    binary: [...binary.coefficients, binary.intercept],
    softmax: [...softmax.coefficients.data],
    sparse: [...sparse.coefficients],
    sampled: [...sampled.coefficients],
    inWorker: [...inWorker.coefficients],
    where: inWorker.report.reason,
  };
};

const drawn = (seed: number, rows: number, cols: number) => {
  const random = new RandomState(seed);
  const data = Float64Array.from(random.randn(rows * cols));
  const noise = random.randn(rows);
  const y = Array.from({ length: rows }, (_, i) => +(data[i * cols] + noise[i] > 0));
  return { X: dense(rows, cols, data), y };
};

import { expect, test } from 'vitest';
import { denseSample } from '../test/samples.ts';
import { cholesky } from './cholesky.ts';
import { choleskySolve } from './cholesky-solve.ts';
import { conditionEstimate } from './condition-estimate.ts';
import { dense } from './dense.ts';
import { fromRows } from './from-rows.ts';
import { gram } from './gram.ts';
import type { DenseMatrix } from './types.ts';

const norm1 = (A: DenseMatrix): number => {
  let most = 0;
  for (let j = 0; j < A.cols; j++) {
    let s = 0;
    for (let i = 0; i < A.rows; i++) s += Math.abs(A.data[i * A.cols + j]);
    most = Math.max(most, s);
  }
  return most;
};

test('exact where it can be seen', () => {
  expect(conditionEstimate(cholesky(dense(0, 0)))).toBe(1);
  expect(conditionEstimate(cholesky(fromRows([[7]])))).toBeCloseTo(1, 12);
  expect(
    conditionEstimate(
      cholesky(
        fromRows([
          [100, 0],
          [0, 1],
        ]),
      ),
    ),
  ).toBeCloseTo(100, 10);
});

test.each([2, 3, 8, 20, 65])('within a factor of 3 of the truth, never above, size %i', (n) => {
  const A = gram(denseSample(n + 1, n, n));
  for (let i = 0; i < n; i++) A.data[i * n + i] += 1e-6;
  const factor = cholesky(A);
  const identity = dense(n, n);
  for (let i = 0; i < n; i++) identity.data[i * n + i] = 1;
  const truth = norm1(A) * norm1(choleskySolve(factor, identity));
  const estimate = conditionEstimate(factor);
  expect(estimate).toBeLessThanOrEqual(truth * (1 + 1e-9));
  expect(estimate).toBeGreaterThanOrEqual(truth / 3);
});

test('sees that a Hilbert matrix of size 8 is hopeless', () => {
  const data = Float64Array.from({ length: 64 }, (_, k) => 1 / (Math.floor(k / 8) + (k % 8) + 1));
  const estimate = conditionEstimate(cholesky(dense(8, 8, data)));
  // the condition number in the 1-norm is 3.387e10
  expect(estimate).toBeGreaterThan(1e10);
  expect(estimate).toBeLessThan(3.4e10);
});

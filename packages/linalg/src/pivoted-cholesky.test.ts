import { expect, test } from 'vitest';
import { expectClose } from '../test/close.ts';
import { denseSample, SIZES } from '../test/samples.ts';
import { NotPositiveDefiniteError } from './cholesky.ts';
import { dense } from './dense.ts';
import { fromRows } from './from-rows.ts';
import { gram } from './gram.ts';
import { outerGram } from './outer-gram.ts';
import { pivotedCholesky } from './pivoted-cholesky.ts';
import type { DenseMatrix } from './types.ts';

const permuted = (A: DenseMatrix, p: Uint32Array): Float64Array =>
  Float64Array.from(
    { length: A.rows * A.rows },
    (_, k) => A.data[p[Math.floor(k / A.rows)] * A.rows + p[k % A.rows]],
  );

test.each(SIZES)('finds the rank of a gram matrix and gives A back, size %i', (n) => {
  for (const rank of new Set([0, Math.min(1, n), Math.floor(n / 2), n])) {
    const A = gram(denseSample(rank, n, rank + 1));
    const factor = pivotedCholesky(A);
    expect(factor.rank).toBe(rank);
    expect(factor.L).toMatchObject({ rows: n, cols: rank });
    expectClose(outerGram(factor.L).data, permuted(A, factor.permutation), 10 * n + 1);
  }
});

test('the tolerance is absolute and zero is allowed', () => {
  const A = fromRows([
    [4, 0],
    [0, 1e-3],
  ]);
  expect(pivotedCholesky(A, 1e-2).rank).toBe(1);
  expect(pivotedCholesky(A, 0).rank).toBe(2);
});

test('a Hilbert matrix of size 20 has a numerical rank near 13', () => {
  const data = Float64Array.from(
    { length: 400 },
    (_, k) => 1 / (Math.floor(k / 20) + (k % 20) + 1),
  );
  const { rank } = pivotedCholesky(dense(20, 20, data));
  expect(rank).toBeGreaterThanOrEqual(11);
  expect(rank).toBeLessThanOrEqual(14);
});

test('refuses what cannot be semidefinite', () => {
  expect(() => pivotedCholesky(fromRows([[-1]]))).toThrow(NotPositiveDefiniteError);
  expect(() =>
    pivotedCholesky(
      fromRows([
        [1, 0],
        [0, Number.NaN],
      ]),
    ),
  ).toThrow('pivot 1 is NaN');
  expect(() =>
    pivotedCholesky(
      fromRows([
        [1, 0],
        [Number.NaN, 1],
      ]),
    ),
  ).toThrow(NotPositiveDefiniteError);
  expect(() => pivotedCholesky(fromRows([[1]]), -1)).toThrow(
    'tolerance must be a number ≥ 0, got -1',
  );
  expect(() => pivotedCholesky(dense(1, 2))).toThrow('pivotedCholesky: A must be square');
});

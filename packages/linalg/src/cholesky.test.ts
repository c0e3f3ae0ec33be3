import { expect, test } from 'vitest';
import { expectClose } from '../test/close.ts';
import { denseSample, SIZES } from '../test/samples.ts';
import { cholesky, NotPositiveDefiniteError } from './cholesky.ts';
import { dense } from './dense.ts';
import { fromRows } from './from-rows.ts';
import { gram } from './gram.ts';
import { outerGram } from './outer-gram.ts';

test.each([...SIZES, 130])('L·Lᵀ is A again, size %i', (n) => {
  const A = gram(denseSample(2 * n + 1, n));
  const { L, size } = cholesky(A);
  expect(size).toBe(n);
  expectClose(outerGram(L).data, A.data, 10 * n);
  for (let i = 0; i < n; i++) {
    expect(L.data[i * n + i]).toBeGreaterThan(0);
    for (let j = i + 1; j < n; j++) expect(L.data[i * n + j]).toBe(0);
  }
});

test('reads the lower half only and leaves A alone', () => {
  const A = fromRows([
    [4, Number.NaN],
    [2, 5],
  ]);
  expect(cholesky(A).L.data).toEqual(Float64Array.of(2, 0, 1, 2));
  expect(A.data[2]).toBe(2);
});

test('writes over what is in out, which may be A', () => {
  const A = fromRows([
    [4, 7],
    [2, 5],
  ]);
  const out = dense(2, 2, new Float64Array(4).fill(9));
  expect(cholesky(A, out).L).toBe(out);
  expect(out.data).toEqual(Float64Array.of(2, 0, 1, 2));
  expect(A.data[1]).toBe(7);
  expect(cholesky(A, A).L).toBe(A);
  expect(A.data).toEqual(out.data);
});

test('names an out that does not fit', () => {
  const A = dense(4, 4);
  expect(() => cholesky(A, dense(2, 3))).toThrow('cholesky: out.rows must be 4, got 2');
  const part = dense(3, 3, A.data.subarray(1, 10));
  expect(() => cholesky(dense(3, 3, A.data.subarray(0, 9)), part)).toThrow('memory apart from A');
});

test('Hilbert matrices: to size 12 they have a factor, at size 20 rounding leaves none', () => {
  const hilbert = (n: number) =>
    dense(
      n,
      n,
      Float64Array.from({ length: n * n }, (_, k) => 1 / (Math.floor(k / n) + (k % n) + 1)),
    );
  for (const n of [1, 3, 8, 12]) {
    const H = hilbert(n);
    expectClose(outerGram(cholesky(H).L).data, H.data, n);
  }
  expect(() => cholesky(hilbert(20))).toThrow(NotPositiveDefiniteError);
});

test('says which pivot failed and what was left there', () => {
  const caught = (A: Parameters<typeof cholesky>[0]): NotPositiveDefiniteError => {
    try {
      cholesky(A);
    } catch (error) {
      return error as NotPositiveDefiniteError;
    }
    throw new Error('no error');
  };
  const error = caught(
    fromRows([
      [1, 0, 0],
      [0, 4, 0],
      [0, 6, 5],
    ]),
  );
  expect(error).toBeInstanceOf(NotPositiveDefiniteError);
  expect(error).toMatchObject({ name: 'NotPositiveDefiniteError', pivot: 2, value: -4 });
  expect(error.message).toContain('cholesky: A must be positive definite, but pivot 2 is -4');
  expect(caught(fromRows([[0]]))).toMatchObject({ pivot: 0, value: 0 });
  expect(
    caught(
      fromRows([
        [1, 0],
        [Number.NaN, 1],
      ]),
    ),
  ).toMatchObject({ pivot: 1, value: Number.NaN });
  expect(caught(fromRows([[Number.POSITIVE_INFINITY]]))).toMatchObject({ pivot: 0 });
  // beyond the first block of columns
  const data = new Float64Array(100 * 100);
  for (let i = 0; i < 100; i++) data[i * 101] = i === 90 ? -1 : 1;
  expect(caught(dense(100, 100, data))).toMatchObject({ pivot: 90, value: -1 });
});

test('names what does not fit', () => {
  expect(() => cholesky(dense(2, 3))).toThrow('cholesky: A must be square, got "2×3"');
});

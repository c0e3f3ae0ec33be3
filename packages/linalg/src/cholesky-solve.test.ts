import { expect, test } from 'vitest';
import { expectClose } from '../test/close.ts';
import { denseSample, numbers, SIZES } from '../test/samples.ts';
import { cholesky } from './cholesky.ts';
import { choleskySolve } from './cholesky-solve.ts';
import { dense } from './dense.ts';
import { gram } from './gram.ts';
import { multiply } from './multiply.ts';

const definite = (n: number) => {
  const A = gram(denseSample(2 * n + 1, n));
  for (let i = 0; i < n; i++) A.data[i * n + i] += 1;
  return A;
};

test.each(SIZES)('A·x is b again, size %i', (n) => {
  const A = definite(n);
  const factor = cholesky(A);
  const b = numbers(n, 3);
  expectClose(multiply(A, choleskySolve(factor, b)), b, 10 * n);
  for (const width of [0, 1, 2, 7]) {
    const B = denseSample(n, width, 4);
    expectClose(multiply(A, choleskySolve(factor, B)).data, B.data, 10 * n);
  }
});

test('may solve in place', () => {
  const factor = cholesky(definite(5));
  const b = numbers(5, 3);
  const expected = choleskySolve(factor, b);
  expect(choleskySolve(factor, b, b)).toBe(b);
  expect(b).toEqual(expected);
  const B = denseSample(5, 2);
  const wanted = choleskySolve(factor, B);
  expect(choleskySolve(factor, B, B)).toBe(B);
  expect(B.data).toEqual(wanted.data);
});

test('names what does not fit', () => {
  const factor = cholesky(definite(3));
  expect(() => choleskySolve(factor, new Float64Array(2))).toThrow(
    'choleskySolve: b.length must be 3, got 2',
  );
  expect(() => choleskySolve(factor, dense(2, 1))).toThrow(
    'choleskySolve: b.rows must be 3, got 2',
  );
  expect(() => choleskySolve(dense(3, 3) as never, new Float64Array(3))).toThrow(
    'choleskySolve: factor must be a Cholesky factor',
  );
});

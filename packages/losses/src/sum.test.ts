import { expect, test } from 'vitest';
import { sumOf } from './sum.ts';

test('keeps what a plain sum loses', () => {
  expect(sumOf([1e16, 1, -1e16])).toBe(1);
  expect(sumOf([1, 1e100, 1, -1e100])).toBe(2);
  expect(sumOf(new Float64Array(1000).fill(0.1))).toBe(100);
  expect(sumOf([])).toBe(0);
});

test('infinities and NaN come through', () => {
  expect(sumOf([1, Infinity, 2])).toBe(Infinity);
  expect(sumOf([Infinity, -Infinity])).toBeNaN();
  expect(sumOf([1, Number.NaN])).toBeNaN();
});

import { expect, test } from 'vitest';
import { exponent } from './exponent.ts';
import { problemOf, SERIES } from './series.ts';

test('the power of a power', () => {
  expect(exponent([1, 10, 50].map((x) => [x, 3 * x ** 1.5] as const))).toBeCloseTo(1.5, 12);
});

test('series grow, and their problems have the sizes that they say', () => {
  for (const series of SERIES) {
    expect([...series.sizes].sort((a, b) => a - b)).toEqual(series.sizes);
    const { X, classes } = problemOf(series, series.sizes[0]!);
    const { rows, cols } = series.shape(series.sizes[0]!);
    expect([X.rows, X.cols]).toEqual([rows, cols]);
    expect(classes).toBeGreaterThanOrEqual(2);
  }
});

import { expect, test } from 'vitest';
import { exponent } from './exponent.ts';
import { grown, type Point, verdictOf } from './measured.ts';
import { plot } from './plot.ts';
import { problemOf, SERIES } from './series.ts';
import { markdown } from './table.ts';

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

const point = (size: number, bytes: number, ms: number): Point => ({
  size,
  bytes,
  ms,
  reads: 1,
  solver: 'newton',
});
/** Flat within a cache of 100 bytes, then quadratic. */
const points = [point(1, 10, 5), point(5, 50, 5), point(20, 200, 8), point(40, 400, 32)];

test('the tail of rows is what lies beyond the cache, of others the larger half', () => {
  const rows = grown('rows', points, 100);
  expect(rows).toMatchObject({ from: 20, beyondCache: true });
  expect(rows.beyond).toBeCloseTo(2, 12);
  expect(verdictOf([rows])).toMatchObject({ bound: 1.05, holds: false });
  const linear = points.map(({ size, bytes }) => point(size, bytes, 3 * size));
  expect(verdictOf([grown('rows', linear, 100)])).toMatchObject({ holds: true });
  const inside = grown('rows', points, 300);
  expect(inside.beyondCache).toBe(false);
  expect(verdictOf([inside, grown('columns', points, 100)])).toBeNull();
});

test('the plot marks every point, and has no NaN; the table has the exponents', () => {
  const series = [grown('rows', points, 100), grown('classes', points.slice(0, 3), 100)];
  const machine = {
    processor: 'a < b',
    cores: 1,
    memory: '1 GiB',
    system: 'a system',
    node: 'v1',
    date: '2020-01-01',
  };
  const verdict = verdictOf(series);
  const growth = { machine, load: 0, cache: 100, tolerance: 1e-6, series, verdict };
  const svg = plot(growth);
  expect(svg.match(/<circle/g)).toHaveLength(7);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  expect(markdown(growth, 'growth')).toContain('to the power 0.43 over all sizes, 2.00 from 20 on');
});

import { expect, test } from 'vitest';
import { dot } from '../vector.ts';
import { rescaled, twoLoop, withPair } from './two-loop.ts';

const s = Float64Array.of(1, -2, 0.5);
const y = Float64Array.of(3, -1, 2);
const halved = (v: Float64Array): Float64Array => v.map((vi, i) => vi / (2 + i));

test('the secant equation By = s holds for the last pair, in any initial metric', () => {
  const older = withPair(
    { steps: [], changes: [] },
    y,
    s.map((si, i) => si + y[i]),
    5,
  );
  const pairs = withPair(older, s, y, 5);
  expect(pairs.steps).toHaveLength(2);
  for (const metric of [undefined, halved, rescaled(pairs, halved)]) {
    const by = twoLoop(pairs, y, metric);
    s.forEach((si, i) => {
      expect(by[i]).toBeCloseTo(si, 14);
    });
  }
});

test('a rescaled metric agrees with the last pair along it, whatever its size was', () => {
  const pairs = { steps: [s], changes: [y] };
  for (const size of [1e-6, 1, 1e6]) {
    const metric = rescaled(pairs, (v) => halved(v).map((vi) => size * vi));
    expect(dot(y, metric(y))).toBeCloseTo(dot(s, y), 12);
  }
  expect(rescaled({ steps: [], changes: [] }, halved)).toBe(halved);
});

test('a pair without curvature is left out, and the oldest make room', () => {
  const none = { steps: [], changes: [] };
  expect(
    withPair(
      none,
      s,
      y.map((yi) => -yi),
      5,
    ),
  ).toEqual(none);
  expect(withPair({ steps: [y], changes: [y] }, s, y, 1)).toEqual({ steps: [s], changes: [y] });
});

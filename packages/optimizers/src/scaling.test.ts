import { expect, test } from 'vitest';
import { scalingMetric } from './scaling.ts';
import { dot } from './vector.ts';

/** Three variables that lean on the last two, as two columns and two intercepts of a model do. */
const arrow = {
  diagonal: Float64Array.of(2, 3, 0.5, 4, 5),
  shift: Float64Array.of(0.5, -1, 0, 0, 0),
  tip: Uint32Array.of(3, 4, 2, 3, 4),
};

/** Tᵀ diag(diagonal) T v. */
const product = (v: Float64Array): Float64Array => {
  const Tv = v.slice();
  for (let i = 0; i < 2; i++) Tv[arrow.tip[i]] += arrow.shift[i] * v[i];
  const out = Tv.map((t, i) => t * arrow.diagonal[i]);
  const back = out.slice();
  for (let i = 0; i < 2; i++) back[i] += arrow.shift[i] * out[arrow.tip[i]];
  return back;
};

test('an arrow metric is the inverse of the matrix it stands for, and symmetric', () => {
  const metric = scalingMetric(arrow);
  const u = Float64Array.of(1, -2, 3, 0.5, -0.25);
  const v = Float64Array.of(-1, 0.3, 2, 5, 1);
  const back = metric(product(u));
  for (let i = 0; i < 5; i++) expect(back[i]).toBeCloseTo(u[i], 14);
  expect(dot(u, metric(v))).toBeCloseTo(dot(v, metric(u)), 14);
});

test('a plain diagonal scales, and leaves a variable without curvature alone', () => {
  const diagonal = Float64Array.of(2, 0);
  const none = { shift: new Float64Array(0), tip: new Uint32Array(0) };
  expect([...scalingMetric({ diagonal, ...none })(Float64Array.of(4, 7))]).toEqual([2, 7]);
});

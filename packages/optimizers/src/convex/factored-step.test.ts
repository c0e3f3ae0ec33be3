import { expect, test } from 'vitest';
import { dot } from '../vector.ts';
import { factoredStep } from './factored-step.ts';

/** BᵀB + I of n×n, with columns in units from 1e-6 to 1e6. */
const sample = (n: number) => {
  const units = Float64Array.from({ length: n }, (_, i) => 10 ** ((12 * i) / (n - 1) - 6));
  const H = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < n; k++) H[i * n + j] += Math.sin(k * n + i) * Math.sin(k * n + j);
      H[i * n + j] = (H[i * n + j] + +(i === j)) * units[i] * units[j];
    }
  }
  return { H, units };
};

const times = (H: Float64Array, v: Float64Array): Float64Array =>
  v.map((_, i) => dot(H.slice(i * v.length, (i + 1) * v.length), v));

test.each([2, 5, 13])('solves with the Hessian of %i variables in any units', (n) => {
  const { H, units } = sample(n);
  const p = units.map((u, i) => (i - 1.5) / u);
  const gradient = times(H, p).map((v) => -v);
  const solved = factoredStep(gradient, H);
  solved?.step.forEach((v, i) => {
    expect(v * units[i]).toBeCloseTo(i - 1.5, 9);
  });
  expect(solved?.decrement).toBeCloseTo(-0.5 * dot(gradient, p), 8);
});

test('reads the lower triangle only', () => {
  const { H } = sample(4);
  const gradient = Float64Array.of(1, -2, 3, 0.5);
  const lower = H.map((v, at) => (at % 4 > Math.floor(at / 4) ? Number.NaN : v));
  expect(factoredStep(gradient, lower)).toEqual(factoredStep(gradient, H));
});

test.each([
  ['singular', [1, 1, 1, 1]],
  ['singular but for rounding', [1, 1, 1, 1 + 4 * Number.EPSILON]],
  ['indefinite', [1, 2, 2, 1]],
  ['zero in its diagonal', [1, 0, 0, 0]],
  ['not finite', [1, Number.NaN, Number.NaN, 1]],
  ['infinite', [Number.POSITIVE_INFINITY, 0, 0, 1]],
])('null where the Hessian is %s', (_, entries) => {
  expect(factoredStep(Float64Array.of(1, 2), Float64Array.from(entries))).toBeNull();
});

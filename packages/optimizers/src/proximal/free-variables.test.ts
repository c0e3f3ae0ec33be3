import { dense, gram } from '@betahat/linalg';
import { describe, expect, test } from 'vitest';
import { uniform } from '../../test/problems.ts';
import type { SeparablePenalty } from '../request.ts';
import { coordinateDescent, type QuadraticModel } from './coordinate-descent.ts';

/** l1|z| on all but the last `free` variables. */
const lassoOf = (l1: number, size: number, free: number): SeparablePenalty => {
  const isFree = (j: number) => j >= size - free;
  return {
    value: (x) => x.reduce((sum, v, j) => sum + (isFree(j) ? 0 : l1 * Math.abs(v)), 0),
    proxAt: (j, u, step) => (isFree(j) ? u : Math.sign(u) * Math.max(Math.abs(u) - l1 * step, 0)),
    violationAt: (j, z, g) => {
      if (isFree(j)) return g;
      return z === 0 ? Math.max(Math.abs(g) - l1, 0) : g + l1 * Math.sign(z);
    },
  };
};

/** Columns of the given mean and unit spread, the last ones 1 in a part of the rows each. */
const model = (mean: number, free: number, l1 = 4): QuadraticModel => {
  const [rows, cols] = [200, 6];
  const size = cols + free;
  const next = uniform(7);
  const A = dense(rows, size);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) A.data[i * size + j] = mean + 3 * next();
    for (let k = 0; k < free; k++) A.data[i * size + cols + k] = +(i % free === k);
  }
  const gradient = Float64Array.from(
    { length: size },
    (_, j) => (j < cols ? 1 : 0.5) * 60 * next(),
  );
  return {
    columns: Uint32Array.from({ length: size }, (_, j) => j),
    from: Float64Array.from({ length: size }, (_, j) => (j % 2 === 0 ? next() : 0)),
    gradient,
    H: gram(A),
    penalty: lassoOf(l1, size, free),
  };
};

const expectLeast = ({ from, gradient, H, penalty }: QuadraticModel, z: Float64Array): void => {
  const n = z.length;
  const rounding = 1e-12 * Math.max(...H.data.map(Math.abs));
  for (let i = 0; i < n; i++) {
    let slope = gradient[i];
    for (let k = 0; k < n; k++) slope += H.data[i * n + k] * (z[k] - from[k]);
    expect(Math.abs(penalty.violationAt(i, z[i], slope))).toBeLessThan(rounding);
  }
};

const modelAt = ({ from, gradient, H, penalty }: QuadraticModel, z: Float64Array): number => {
  const n = z.length;
  let sum = penalty.value(z) - penalty.value(from);
  for (let i = 0; i < n; i++) {
    const change = z[i] - from[i];
    sum += gradient[i] * change;
    for (let k = 0; k < n; k++) sum += 0.5 * change * H.data[i * n + k] * (z[k] - from[k]);
  }
  return sum;
};

describe.each([0, 1, 3])('coordinate descent with %i unpenalised variables', (free) => {
  test.each([0, 20, 1000])('columns of mean %d: the minimum, in few epochs', (mean) => {
    const of = model(mean, free);
    const { z, decrease, epochs } = coordinateDescent(of, 1e-14);
    if (free > 0) expect(epochs).toBeLessThan(40);
    if (free > 0 || mean < 100) expectLeast(of, z);
    expect(decrease / -modelAt(of, z)).toBeCloseTo(1, mean < 100 ? 11 : 8);
    expect(decrease).toBeGreaterThan(0);
  });
});

test('free variables with a singular Hessian of their own, as the intercepts of softmax have', () => {
  const of = model(20, 2);
  // Two intercepts that no row tells apart: only their sum counts.
  const n = of.columns.length;
  const { data } = of.H;
  for (let k = 0; k < n; k++) data[(n - 1) * n + k] = data[(n - 2) * n + k];
  for (let k = 0; k < n; k++) data[k * n + n - 1] = data[k * n + n - 2];
  of.gradient[n - 1] = of.gradient[n - 2];
  const { z, epochs } = coordinateDescent(of, 1e-14);
  expect(epochs).toBeLessThan(40);
  expectLeast(of, z);
});

test('nothing but free variables', () => {
  const penalty = lassoOf(1, 2, 2);
  const H = dense(2, 2, Float64Array.of(2, 1, 1, 2));
  const columns = Uint32Array.of(0, 1);
  const from = Float64Array.of(1, 1);
  const gradient = Float64Array.of(3, 0);
  const { z } = coordinateDescent({ columns, from, gradient, H, penalty }, 1e-14);
  expect(z[0]).toBeCloseTo(-1, 6);
  expect(z[1]).toBeCloseTo(2, 6);
});

test('a column that the free variable can stand for becomes zero, whatever else is penalised', () => {
  const of = model(20, 1);
  const n = of.columns.length;
  const { data } = of.H;
  // Column 0 is 7 times that of the free one.
  for (let k = 1; k < n; k++) data[k] = data[k * n] = 7 * data[(n - 1) * n + k];
  data[0] = 49 * data[n * n - 1];
  of.gradient[0] = 7 * of.gradient[n - 1];
  of.from[0] = 0.5;
  const { z, violation } = coordinateDescent(of, 1e-14);
  expect(z[0]).toBe(0);
  expect(violation).toBeLessThan(1e-9);
  expectLeast(of, z);
});

test('of a column of zeros the penalty alone decides', () => {
  const of = model(0, 0);
  const n = of.columns.length;
  for (let k = 0; k < n; k++) of.H.data[k] = of.H.data[k * n] = 0;
  of.gradient[0] = 0;
  of.from[0] = -2;
  expect(coordinateDescent(of, 1e-14).z[0]).toBe(0);
});

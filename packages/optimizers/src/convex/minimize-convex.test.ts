import { expect, test } from 'vitest';
import { minimize } from '../drivers/minimize.ts';
import { newton } from '../methods/newton.ts';
import { minimizeConvex } from './minimize-convex.ts';

/** Σ cosh(aᵢ(x − cᵢ)) + ½|x|² in two variables: steep far from its minimum. */
const A = [
  [1, 0.5],
  [-0.3, 2],
  [0.7, -1],
];
const C = [1, -2, 3];

const steep = (x: Float64Array) => {
  let value = 0.5 * (x[0] ** 2 + x[1] ** 2);
  const gradient = x.slice();
  const hessian = Float64Array.of(1, 0, 0, 1);
  A.forEach(([a, b], i) => {
    const o = a * x[0] + b * x[1] - C[i];
    value += Math.cosh(o);
    gradient[0] += a * Math.sinh(o);
    gradient[1] += b * Math.sinh(o);
    hessian[0] += a * a * Math.cosh(o);
    hessian[2] += a * b * Math.cosh(o);
    hessian[3] += b * b * Math.cosh(o);
  });
  hessian[1] = hessian[2];
  return { value, gradient, hessian };
};

/** The same for `minimize`. */
const asked = {
  dimension: 2,
  evaluate: ({ x }: { x: Float64Array }) => steep(x),
  curvature: ({ x }: { x: Float64Array }) => ({
    ...{ kind: 'dense' as const, rows: 2, cols: 2 },
    data: steep(x).hessian,
  }),
};

/** √(1 + x²): a full Newton step from beyond ±1 goes farther away. */
const root = ([x]: Float64Array) => ({
  value: Math.sqrt(1 + x * x),
  gradient: Float64Array.of(x / Math.sqrt(1 + x * x)),
  hessian: Float64Array.of((1 + x * x) ** -1.5),
});

test('finds the minimum that newton() finds', () => {
  const expected = minimize(asked, newton(), [5, -4], { tolerance: 1e-14 });
  const { x, value, gradientNorm, certificate, converged, message } = minimizeConvex(
    steep,
    [5, -4],
    { tolerance: 1e-14 },
  );
  expect(expected.converged).toBe(true);
  expect(converged).toBe(true);
  x.forEach((v, i) => {
    expect(v).toBeCloseTo(expected.x[i], 10);
  });
  expect(value).toBeCloseTo(expected.value, 13);
  expect(gradientNorm).toBeLessThan(1e-6);
  expect(certificate?.kind).toBe('newtonDecrement');
  expect(message).toMatch(/^Relative gap .* is within tolerance 1e-14\.$/);
});

test('shortens steps that would lead away', () => {
  const solution = minimizeConvex(root, [20]);
  expect(solution.converged).toBe(true);
  expect(solution.x[0]).toBeCloseTo(0, 4);
  expect(solution.evaluations).toBeGreaterThan(solution.iterations + 1);
});

test('the certificate is no less than the gap', () => {
  const { value } = minimizeConvex(steep, [0, 0], { tolerance: 1e-15 });
  minimizeConvex(steep, [5, -4], {
    onIteration: (iterate) => {
      const gap = iterate.value - value;
      if (gap > 1e-13) expect(iterate.certificate?.value).toBeGreaterThanOrEqual(gap);
    },
  });
  expect.hasAssertions();
});

/*
 * log(1 + e^−x) beside something that does not end: it falls by 1/e a step, and half the squared decrement is half of what
 * is left.
 */
test('a value that creeps to its minimum is where the certificate says', () => {
  const creeping =
    (l2: number) =>
    ([x]: Float64Array) => {
      const e = Math.exp(-x);
      const p = e / (1 + e);
      return {
        value: 1 + Math.log1p(e) + 0.5 * l2 * x * x,
        gradient: Float64Array.of(l2 * x - p),
        hessian: Float64Array.of(l2 + p * (1 - p)),
      };
    };
  for (const l2 of [1e-4, 1e-6, 1e-8, 1e-10]) {
    const least = minimizeConvex(creeping(l2), [0], { tolerance: 1e-15 }).value;
    for (const tolerance of [1e-3, 1e-4, 1e-5, 1e-6, 1e-7]) {
      const { value, certificate } = minimizeConvex(creeping(l2), [0], { tolerance });
      expect((value - least) / least, `${l2}, ${tolerance}`).toBeLessThanOrEqual(tolerance);
      // An estimate, to third order: one percent.
      expect(value - least).toBeLessThanOrEqual(1.01 * certificate!.value + 1e-15);
    }
  }
});

test('tolerance 0 makes exactly maxIterations steps, also past the last digit', () => {
  const seen: number[] = [];
  const solution = minimizeConvex(steep, [5, -4], {
    tolerance: 0,
    maxIterations: 40,
    onIteration: ({ iteration }) => seen.push(iteration),
  });
  expect(solution).toMatchObject({ status: 'completed', iterations: 40, converged: false });
  expect(seen).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  expect(solution.gradientNorm).toBeLessThan(1e-10);
});

test('a tolerance below rounding ends as stalled, at the minimum', () => {
  const solution = minimizeConvex(steep, [5, -4], { tolerance: 1e-40 });
  expect(solution.status).toBe('stalled');
  expect(solution.gradientNorm).toBeLessThan(1e-10);
});

test('says why it ended otherwise', () => {
  const status = (...args: Parameters<typeof minimizeConvex>) => minimizeConvex(...args).status;
  expect(status(steep, [5, -4], { maxIterations: 2 })).toBe('iterationLimit');
  expect(status(steep, [5, -4], { onIteration: ({ iteration }) => iteration < 2 })).toBe('stopped');
  expect(status(steep, [1e4, 0])).toBe('notFinite');
  const flat = () => ({
    value: 1,
    gradient: Float64Array.of(1, 1),
    hessian: Float64Array.of(1, 1, 1, 1),
  });
  expect(minimizeConvex(flat, [0, 0])).toMatchObject({ status: 'stalled', certificate: null });
});

test('rejects what it cannot use, by name', () => {
  const call =
    (options: object, f: unknown = steep) =>
    () =>
      minimizeConvex(f as never, [0, 0], options);
  expect(call({ tolerence: 1 })).toThrow('unknown option "tolerence"; the options are tolerance');
  expect(call({ tolerance: -1 })).toThrow(
    new RangeError('minimizeConvex: tolerance must be a non-negative finite number, got -1'),
  );
  expect(call({ maxIterations: 1.5 })).toThrow(
    new RangeError('minimizeConvex: maxIterations must be a non-negative integer, got 1.5'),
  );
  expect(call({}, () => ({ value: 1, gradient: Float64Array.of(1) }))).toThrow(
    'what f returns must be { value, gradient, hessian } of 2 and 4 numbers, got an object',
  );
});

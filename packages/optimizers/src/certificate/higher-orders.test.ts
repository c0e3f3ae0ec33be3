import { describe, expect, test } from 'vitest';
import { minimize, newton } from '../index.ts';
import { higherOrders } from './higher-orders.ts';

/**
 * f(t) = Σ of a slope and a curvature that falls as e^−Mt, the worst case: f′ = −g + h(1 − e^−Mt)/M, its
 * minimum at e^−Mt = 1 − gM/h. By sums over small steps, not by the formula under test.
 */
const worstCase = (drift: number): number => {
  const [h, M, g] = [1, 1, drift];
  const end = -Math.log1p((-g * M) / h) / M;
  const steps = 200_000;
  let gap = 0;
  for (let i = 0; i < steps; i++) {
    const t = ((i + 0.5) / steps) * end;
    gap += ((g - (h * -Math.expm1(-M * t)) / M) * end) / steps;
  }
  return gap / (0.5 * (g * g)) / h;
};

describe('higherOrders', () => {
  test.each([1e-6, 5e-5, 1.1e-4, 0.01, 0.2, 0.7, 0.99])(
    'is the ratio of the worst case at a drift of %d',
    (drift) => {
      expect(higherOrders(drift)).toBeCloseTo(worstCase(drift), 5);
    },
  );

  test('never falls, and is whole at its seams', () => {
    expect(higherOrders(0)).toBe(1);
    expect(higherOrders(1)).toBe(2);
    expect(higherOrders(2.5)).toBe(12.5);
    expect(higherOrders(2.5, 8)).toBe(40);
    expect(higherOrders(120, 8)).toBe(121);
    for (const seam of [1e-4, 1]) {
      const [below, above] = [higherOrders(seam * (1 - 1e-9)), higherOrders(seam)];
      expect(above).toBeGreaterThanOrEqual(below - 1e-9);
      expect(above - below).toBeLessThan(1e-6);
    }
    for (let d = 0; d < 4; d += 0.01) {
      expect(higherOrders(d + 0.01)).toBeGreaterThan(higherOrders(d));
    }
  });
});

/** log(1 + e^−at) for each a, as rows of one column, with a weak penalty: e^−t until that counts. */
const creeping = (penalty: number, known: boolean) => ({
  dimension: 1,
  evaluate: ({ x: [t] }: { x: Float64Array }) => ({
    value: 1 + Math.log1p(Math.exp(-t)) + 0.5 * penalty * t * t,
    gradient: Float64Array.of(-1 / (1 + Math.exp(t)) + penalty * t),
  }),
  curvature: ({ x: [t], want }: { x: Float64Array; want: 'matrix' | 'diagonal' }) => {
    const p = 1 / (1 + Math.exp(t));
    const data = Float64Array.of(p * (1 - p) + penalty);
    return want === 'matrix' ? { kind: 'dense' as const, rows: 1, cols: 1, data } : data;
  },
  drift: ({ x, from }: { x: Float64Array; from: Float64Array }) => Math.abs(x[0] - from[0]),
  shape: () => ({ rows: 2, columns: 1, outputs: 1, entries: 2, hasMinimum: known }),
});

describe('a value that creeps down to its minimum', () => {
  test.each([1e-5, 1e-8, 1e-11])(
    'is no closer than its certificate says, penalty %d',
    (penalty) => {
      const objective = creeping(penalty, true);
      const optimum = minimize(objective, newton(), [0], { tolerance: 1e-15 }).value;
      for (const tolerance of [1e-2, 1e-3, 1e-4, 1e-6, 1e-8, 1e-10]) {
        const { status, value, certificate } = minimize(objective, newton(), [0], { tolerance });
        expect(status).toBe('converged');
        expect((value - optimum) / optimum).toBeLessThanOrEqual(tolerance);
        // Below 1e-12 a step that contracts is not asked for its drift.
        expect(value - optimum).toBeLessThanOrEqual(certificate!.value * (1 + 1e-9) + 1e-13);
      }
    },
  );

  test('one that has no minimum is still told from it', () => {
    expect(minimize(creeping(0, false), newton(), [0]).status).toBe('unbounded');
  });
});

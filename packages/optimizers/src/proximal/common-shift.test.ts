import { dense } from '@betahat/linalg';
import { describe, expect, test } from 'vitest';
import { uniform } from '../../test/problems.ts';
import type { SeparablePenalty } from '../request.ts';
import { shiftTogether, tiedVariables } from './common-shift.ts';
import { coordinateDescent, type QuadraticModel } from './coordinate-descent.ts';

/** l1|z| + (l2/2)z², the variables of a column tied. */
const netOf = (l1: number, l2: number, columns: number): SeparablePenalty => ({
  value: (x) => x.reduce((sum, v) => sum + l1 * Math.abs(v) + 0.5 * l2 * v * v, 0),
  proxAt: (_, u, t) => (Math.sign(u) * Math.max(Math.abs(u) - l1 * t, 0)) / (1 + l2 * t),
  violationAt: (_, z, g) =>
    z === 0 ? Math.sign(g) * Math.max(Math.abs(g) - l1, 0) : g + l1 * Math.sign(z) + l2 * z,
  tied: (j) => j % columns,
});

/** As softmax has it: h for every two classes of a column, in units that differ by column. */
const model = (
  classes: number,
  units: readonly number[],
  penalty: SeparablePenalty,
  from: Float64Array,
  slope: number,
): QuadraticModel => {
  const size = classes * units.length;
  const H = dense(size, size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      if (a % units.length !== b % units.length) continue;
      const same = Math.floor(a / units.length) === Math.floor(b / units.length);
      H.data[a * size + b] = units[a % units.length] ** 2 * ((same ? 1 : 0) - 1 / classes);
    }
  }
  const gradient = Float64Array.from({ length: size }, (_, a) => {
    const k = Math.floor(a / units.length);
    return slope * units[a % units.length] * (k - (classes - 1) / 2);
  });
  const columns = Uint32Array.from({ length: size }, (_, a) => a);
  return { columns, from, gradient, H, penalty };
};

describe('shiftTogether', () => {
  test('comes to where the model is least along the line, by search', () => {
    const next = uniform(3);
    const quarters = () => Math.round(16 * next()) / 4;
    for (let round = 0; round < 300; round++) {
      const from = Array.from({ length: 2 + (round % 5) }, quarters);
      const penalty = netOf(1, round % 2 === 0 ? 0 : 0.3, 1);
      const of = model(from.length, [1], penalty, Float64Array.from(from), 0.7);
      const extra = 0.2 * quarters();
      const z = of.from.slice();
      const slopes = of.gradient.map((g) => g + extra);
      shiftTogether(of, tiedVariables(of)[0], z, slopes);
      const c = z[0] - from[0];
      z.forEach((v, i) => {
        expect(v).toBeCloseTo(from[i] + c, 12);
      });
      const along = (t: number): number =>
        penalty.value(Float64Array.from(from, (v) => v + t)) + extra * from.length * t;
      expect(along(c)).toBeLessThanOrEqual(along(0));
      // Beyond the last kink the line is left to steps of one variable.
      for (let t = -5; t <= 5; t += 1 / 64) {
        const isWithin = Math.min(...from) + t <= 0 && Math.max(...from) + t >= 0;
        if (isWithin) expect(along(c)).toBeLessThanOrEqual(along(t) + 1e-12);
      }
    }
  });

  test('zeros are exact, and slopes are kept', () => {
    const of = model(3, [1e4, 1], netOf(1e-3, 0, 2), Float64Array.of(-3, 1, -2, 2, -1, 3), 0);
    const z = of.from.slice();
    const slopes = of.gradient.slice();
    const groups = tiedVariables(of);
    expect(groups.map(({ members }) => members)).toEqual([
      [0, 2, 4],
      [1, 3, 5],
    ]);
    for (const group of groups) shiftTogether(of, group, z, slopes);
    expect([...z]).toEqual([-1, -1, 0, 0, 1, 1]);
    slopes.forEach((g, i) => {
      expect(Math.abs(g - of.gradient[i])).toBeLessThan(1e-15 * 1e8);
    });
  });

  test('a pair on one side of zero has as far to go as it likes: one epoch', () => {
    const from = Float64Array.of(-5, -6);
    const penalty = netOf(1e-3, 0, 1);
    const { z, epochs } = coordinateDescent(model(2, [1e4], penalty, from, 0), 1e-14);
    expect(penalty.value(z)).toBeCloseTo(1e-3, 8);
    expect(epochs).toBeLessThan(5);
    const alone = { ...penalty, tied: () => -1 };
    const slow = coordinateDescent(model(2, [1e4], alone, from, 0), 1e-14);
    expect(penalty.value(slow.z)).toBeGreaterThan(5e-3);
  });

  test('without groups there is nothing to move', () => {
    const { value, proxAt, violationAt } = netOf(1, 0, 1);
    const of = model(3, [1], { value, proxAt, violationAt }, new Float64Array(3), 1);
    expect(tiedVariables(of)).toEqual([]);
  });
});

import { expect, test } from 'vitest';
import type { Penalty } from '../src/penalties/types.ts';
import { randomStream } from './random.ts';

/**
 * What every penalty promises: a gradient equal to differences where it says it is smooth; a
 * proximal point that no other point beats, whole and by coordinate; Fenchel–Young; a violation
 * that is 0 at a minimum and only there.
 */
export const penaltyContract = (penalty: Penalty): void => {
  const { name } = penalty;
  const label = `${name}(l1 ${penalty.l1}, l2 ${penalty.l2})`;
  const next = randomStream(20240504);
  const draw = (scale: number) => Float64Array.from({ length: 7 }, () => scale * (2 * next() - 1));
  const w = draw(4);
  w[2] = 0;
  const inner = (a: Float64Array, b: Float64Array) => a.reduce((s, x, j) => s + x * b[j]!, 0);

  test(`${label}: is convex, 0 at 0 and never negative`, () => {
    expect(penalty.value(new Float64Array(7))).toBe(0);
    const other = draw(3);
    const middle = w.map((x, j) => (x + other[j]!) / 2);
    expect(penalty.value(w)).toBeGreaterThanOrEqual(0);
    expect(penalty.value(middle)).toBeLessThanOrEqual(
      (penalty.value(w) + penalty.value(other)) / 2 + 1e-14,
    );
  });

  test(`${label}: the proximal point is the minimum`, () => {
    const step = 0.7;
    const objective = (z: Float64Array) =>
      penalty.value(z) + z.reduce((s, x, j) => s + (x - w[j]!) ** 2, 0) / (2 * step);
    const z = penalty.prox(w, step);
    for (let trial = 0; trial < 50; trial++) {
      const size = 10 ** (-trial / 10);
      const nudge = draw(size);
      expect(objective(z.map((x, j) => x + nudge[j]!))).toBeGreaterThanOrEqual(
        objective(z) * (1 - 1e-14),
      );
    }
    // Optimality in its own words: −(z − w)/step is in ∂P(z).
    expect(
      penalty.violation(
        z,
        z.map((x, j) => (x - w[j]!) / step),
      ),
    ).toBeLessThanOrEqual(1e-14);
    expect([...z]).toEqual([...w].map((x, j) => penalty.proxAt(j, x, step)));
    const into = w.slice();
    expect(penalty.prox(into, step, into)).toBe(into);
    expect(into).toEqual(z);
    expect(penalty.prox(w, 0)).toEqual(w);
    // The prox never moves two points apart.
    const other = draw(4);
    const far = penalty.prox(other, step);
    const squared = (a: Float64Array, b: Float64Array) =>
      a.reduce((s, x, j) => s + (x - b[j]!) ** 2, 0);
    expect(squared(z, far)).toBeLessThanOrEqual(squared(w, other) * (1 + 1e-14));
  });

  test(`${label}: Fenchel–Young, with equality at a subgradient`, () => {
    // (w − prox(w))/step is a subgradient at prox(w).
    const step = 0.7;
    const z = penalty.prox(w, step);
    const u = z.map((x, j) => (w[j]! - x) / step);
    // Rounding may leave u a hair outside the domain: one part in 1e15 inside.
    const inside = penalty.l2 === 0 ? u.map((x) => x * (1 - 1e-15)) : u;
    const sum = penalty.value(z) + penalty.conjugate(inside);
    expect(Math.abs(sum - inner(inside, z))).toBeLessThanOrEqual(1e-13 * Math.max(1, sum));
    for (let trial = 0; trial < 20; trial++) {
      const [a, b] = [draw(2), draw(2)];
      expect(penalty.value(a) + penalty.conjugate(b)).toBeGreaterThanOrEqual(inner(a, b) - 1e-14);
    }
  });

  test(`${label}: the violation measures the distance to a minimum`, () => {
    expect(
      penalty.violation(
        w,
        w.map(() => 1e3),
      ),
    ).toBeGreaterThan(900);
    expect(
      penalty.violation(
        w,
        w.map(() => Number.NaN),
      ),
    ).toBeNaN();
    expect(() => penalty.violation(w, new Float64Array(1))).toThrow(
      `${name}.violation: gradient.length must be 7, got 1`,
    );
  });

  if (penalty.smooth) {
    test(`${label}: the gradient agrees with differences`, () => {
      const g = penalty.gradient(w);
      const h = 1e-3;
      for (let j = 0; j < w.length; j++) {
        const at = (t: number) => {
          const x = w.slice();
          x[j]! += t * h;
          return penalty.value(x);
        };
        const slope = (at(-2) - 8 * at(-1) + 8 * at(1) - at(2)) / (12 * h);
        expect(Math.abs(g[j]! - slope)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(g[j]!)));
        expect(g[j]! + 0).toBe(penalty.curvature * w[j]! + 0);
      }
      const into = w.slice();
      expect(penalty.gradient(into, into)).toEqual(g);
    });
  } else {
    test(`${label}: has no gradient to call by mistake`, () => {
      expect('gradient' in penalty).toBe(false);
      // @ts-expect-error the type says so too
      expect(penalty.gradient).toBeUndefined();
    });
  }

  test(`${label}: errors name the function, the argument and what came`, () => {
    expect(() => penalty.prox(w, -1)).toThrow(
      `${name}.prox: step must be a finite number ≥ 0, got -1`,
    );
    expect(() => penalty.prox(w, 1, new Float64Array(2))).toThrow(
      `${name}.prox: out.length must be 7, got 2`,
    );
  });
};

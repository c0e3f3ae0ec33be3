import { describe, expect, test } from 'vitest';
import type { Answer, Request } from '../request.ts';
import { hagerZhang, satisfiesWolfe } from './hager-zhang.ts';
import type { Accepted, Trial } from './trial.ts';

type Line = (t: number) => [value: number, slope: number];

/** Runs the search along a one-dimensional function, counting trials. */
const searchOn = (line: Line, first: number, along: boolean) => {
  const [value, slope] = line(0);
  const origin: Trial = { t: 0, value, slope, at: null };
  const [v1, s1] = line(first);
  const zero = Float64Array.of(0);
  const d = Float64Array.of(1);
  const work = hagerZhang(zero, d, origin, { t: first, value: v1, slope: s1, at: null });
  let trials = 0;
  let turn = work.next(null);
  while (turn.done !== true) {
    const request: Request = turn.value;
    let got: Answer = null;
    if (request.ask === 'along' && along) {
      trials++;
      const [v, s] = line(request.t);
      got = { value: v, slope: s };
    } else if (request.ask === 'evaluate') {
      trials++;
      const [v, s] = line(request.x[0]);
      got = { value: v, gradient: Float64Array.of(s) };
    }
    turn = work.next(got);
  }
  return { origin, taken: turn.value as Accepted | null, trials };
};

/** The test functions of J. Moré & D. Thuente, ACM TOMS 20, 1994, section 5: 1 to 3. */
const moreThuente: Record<string, Line> = {
  one: (t) => [-t / (t * t + 2), (t * t - 2) / (t * t + 2) ** 2],
  two: (t) => [
    (t + 0.004) ** 5 - 2 * (t + 0.004) ** 4,
    5 * (t + 0.004) ** 4 - 8 * (t + 0.004) ** 3,
  ],
  three: (t) => {
    const [beta, l] = [0.01, 39];
    const a = (l * Math.PI) / 2;
    const wave = ((2 * (1 - beta)) / (l * Math.PI)) * Math.sin(a * t);
    const bend = (1 - beta) * Math.cos(a * t);
    if (t <= 1 - beta) return [1 - t + wave, -1 + bend];
    if (t >= 1 + beta) return [t - 1 + wave, 1 + bend];
    return [((t - 1) ** 2 / beta + beta) / 2 + wave, (t - 1) / beta + bend];
  },
};

describe('hagerZhang', () => {
  test.each(Object.keys(moreThuente))('Moré and Thuente’s function %s from far starts', (name) => {
    for (const first of [1e-3, 1e-1, 10, 1e3]) {
      for (const along of [true, false]) {
        const { origin, taken, trials } = searchOn(moreThuente[name], first, along);
        expect(taken).not.toBeNull();
        expect(taken!.value).toBeLessThan(origin.value);
        expect(satisfiesWolfe(origin, taken!)).toBe(true);
        expect(trials).toBeLessThan(25);
      }
    }
  });

  test('sees a minimum that values no longer show', () => {
    // 1 + 1e-17 (t − 1)²: every value is 1 to the last digit.
    const line: Line = (t) => [1, 2e-17 * (t - 1)];
    const { taken } = searchOn(line, 10, true);
    expect(taken).not.toBeNull();
    expect(Math.abs(taken!.slope)).toBeLessThan(0.9 * 2e-17);
  });

  test('comes back from where the function overflows', () => {
    const line: Line = (t) =>
      t > 0.01 ? [Number.POSITIVE_INFINITY, Number.NaN] : [(t - 0.005) ** 2, 2 * (t - 0.005)];
    const { origin, taken } = searchOn(line, 1, true);
    expect(taken!.t).toBeLessThan(0.01);
    expect(taken!.value).toBeLessThan(origin.value);
  });

  test('null where nothing is lower', () => {
    const { taken } = searchOn((t) => [t, -1], 1, true);
    expect(taken).toBeNull();
  });
});

import { describe, expect, test } from 'vitest';
import type { Iterate } from '../method.ts';
import { extendedStep } from './extended-step.ts';

/** Takes one step of −1 from x = 0 along a function of one variable, and tells the points it was asked at. */
const stepped = (f: (x: number) => readonly [value: number, slope: number]) => {
  const points: number[] = [];
  const [value, slope] = f(0);
  const state: Iterate = {
    x: Float64Array.of(0),
    value,
    gradient: Float64Array.of(slope),
    iteration: 0,
    certificate: null,
  };
  const work = extendedStep(state, Float64Array.of(-1));
  let turn = work.next(null);
  while (turn.done !== true) {
    const request = turn.value;
    if (request.ask !== 'evaluate') {
      turn = work.next(null);
      continue;
    }
    const x = request.x[0];
    points.push(x);
    const [value, slope] = f(x);
    turn = work.next({ value, gradient: Float64Array.of(slope) });
  }
  return { taken: turn.value, points };
};

describe('extendedStep', () => {
  test('is one evaluation where the full step is about right', () => {
    const { taken, points } = stepped((x) => [0.5 * (x + 1.2) ** 2, x + 1.2]);
    expect(points).toEqual([-1]);
    expect(taken).toMatchObject({ t: 1 });
  });

  test('goes on by secants where f still falls steeply', () => {
    const { taken, points } = stepped((x) => [0.5 * (x + 3) ** 2, x + 3]);
    // Of a parabola the first secant is its minimum.
    expect(points).toEqual([-1, -3]);
    expect(taken).toMatchObject({ t: 3, value: 0 });
  });

  test('goes no more than four times as far at once, and ends', () => {
    const { taken, points } = stepped((x) => [Math.exp(x / 1e6), Math.exp(x / 1e6) / 1e6]);
    expect(points).toEqual([-1, -4, -16, -64, -256, -1024]);
    expect(taken).toMatchObject({ t: 1024 });
  });

  test('keeps the last point that was lower, where a trial overshoots', () => {
    // Kinked: the slope tells nothing of the wall behind −3.
    const { taken } = stepped((x) => (x > -3 ? [x, 1] : [1e3, -1e3]));
    expect(taken).toMatchObject({ t: 1, value: -1 });
  });

  test('goes back where the full step is too far', () => {
    const { taken } = stepped((x) => [50 * (x + 0.1) ** 2, 100 * (x + 0.1)]);
    expect((taken as { t: number }).t).toBeCloseTo(0.1, 2);
  });
});

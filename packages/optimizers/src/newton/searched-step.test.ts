import { expect, test } from 'vitest';
import type { Request } from '../request.ts';
import { searchedStep } from './searched-step.ts';

/** φ(x) = Σ log(1 + e^−xᵢ) + (l2/2)‖x‖²: a step from 0 by its Hessian there goes 2 of the 7 units to the minimum. */
const l2 = 1e-3;
const value = (x: Float64Array): number =>
  x.reduce((sum, xi) => sum + Math.log1p(Math.exp(-xi)) + 0.5 * l2 * xi * xi, 0);
const gradient = (x: Float64Array): Float64Array => x.map((xi) => l2 * xi - 1 / (1 + Math.exp(xi)));
const inner = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, ai, i) => sum + ai * b[i], 0);

const search = (d: Float64Array, knowsLines: boolean) => {
  const x = new Float64Array(d.length);
  const asked: string[] = [];
  const state = { x, value: value(x), gradient: gradient(x), iteration: 0, certificate: null };
  const work = searchedStep(state, d);
  let turn = work.next(null);
  while (turn.done !== true) {
    const request = turn.value as Request;
    asked.push(request.ask);
    if (request.ask === 'along') {
      const { t } = request;
      const at = d.map((di) => t * di);
      turn = work.next(knowsLines ? { value: value(at), slope: inner(gradient(at), d) } : null);
    } else if (request.ask === 'evaluate') {
      turn = work.next({ value: value(request.x), gradient: gradient(request.x) });
    } else throw new Error(request.ask);
  }
  if (typeof turn.value === 'string') throw new Error(turn.value);
  return { ...turn.value, asked, first: inner(gradient(x), d) };
};

test.each([
  ['too short', 2],
  ['far too short', 0.01],
  ['too long', 40],
  ['far too long', 1e3],
])('a step that is %s ends where f is flat along it, in one evaluation', (_, length) => {
  const { slope, first, asked } = search(new Float64Array(3).fill(length), true);
  expect(Math.abs(slope)).toBeLessThanOrEqual(0.1 * Math.abs(first));
  expect(asked.filter((ask) => ask === 'evaluate')).toHaveLength(1);
  expect(asked.filter((ask) => ask === 'along').length).toBeLessThanOrEqual(12);
});

test('where the objective has no cheap way along a line it is the full step', () => {
  const { t, asked } = search(Float64Array.of(2, 2), false);
  expect(t).toBe(1);
  expect(asked).toEqual(['along', 'evaluate']);
});

import { expect, test } from 'vitest';
import { lassoProblem } from '../../test/problems.ts';
import { minimize, proximalNewton } from '../index.ts';
import { faceStep } from './face-step.ts';
import type { PartOfHessian } from './part-of-hessian.ts';

const { problem } = lassoProblem(200, 30, 4);
const best = minimize(problem, proximalNewton(), new Float64Array(30), { tolerance: 1e-14 }).x;

/** The step from x, its requests answered by the smooth part, what that does not know by null. */
const stepFrom = (x: Float64Array, most: number, known: PartOfHessian | null = null) => {
  const { gradient } = problem.smooth.evaluate({ ask: 'evaluate', x, want: 'gradient' });
  const work = faceStep(x, gradient, problem.penalty, 1e-8, most, known);
  let turn = work.next(null);
  while (turn.done !== true) {
    const request = turn.value;
    turn = work.next(
      request.ask === 'hessianVector'
        ? problem.smooth.hessianVector(request)
        : request.ask === 'curvature'
          ? problem.smooth.curvature(request)
          : null,
    );
  }
  return turn.value;
};

const distance = (a: Float64Array, b: Float64Array) =>
  Math.sqrt(a.reduce((sum, v, i) => sum + (v - b[i]) ** 2, 0));

test('on the right face it is a Newton step: zeros stay, the distance is squared', () => {
  expect(best.filter((v) => v === 0).length).toBeGreaterThan(5);
  const near = best.map((v, i) => v * (1 + 0.02 * Math.sin(i)));
  const found = stepFrom(near, 100)!;
  best.forEach((v, j) => {
    if (v === 0) expect(found.target[j]).toBe(0);
  });
  expect(distance(found.target, best)).toBeLessThan(0.03 * distance(near, best));
  expect(found.decrease).toBeGreaterThan(0);
});

test('a variable that would cross 0 stops there', () => {
  const wrong = best.slice();
  const zero = best.indexOf(0);
  wrong[zero] = 1e-3;
  const found = stepFrom(wrong, 100)!;
  expect(found.target[zero]).toBe(0);
  // No other side of 0 is entered.
  wrong.forEach((v, j) => {
    expect(found.target[j] * v).toBeGreaterThanOrEqual(0);
  });
});

test('too few products are no step', () => {
  expect(
    stepFrom(
      best.map((v) => 0.9 * v),
      2,
    ),
  ).toBeNull();
});

test('by a known Hessian: the same step, and the objective is asked nothing', () => {
  const near = best.map((v, i) => v * (1 + 0.02 * Math.sin(i)));
  const columns = Uint32Array.from(best.keys()).filter((j) => best[j] !== 0 || j % 2 === 0);
  const H = problem.smooth.curvature({ ask: 'curvature', x: near, want: 'matrix', columns });
  const { gradient } = problem.smooth.evaluate({ ask: 'evaluate', x: near, want: 'gradient' });
  const known = { columns, H: H as PartOfHessian['H'] };
  const { done, value } = faceStep(near, gradient, problem.penalty, 1e-12, 100, known).next(null);
  expect(done).toBe(true);
  const wanted = stepFrom(near, 100)!;
  (value as typeof wanted).target.forEach((v, j) => {
    expect(v).toBeCloseTo(wanted.target[j], 4);
  });
});

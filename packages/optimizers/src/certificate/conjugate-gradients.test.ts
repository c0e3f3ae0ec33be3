import { dense } from '@betahat/linalg';
import { expect, test } from 'vitest';
import { quadratic, uniform } from '../../test/problems.ts';
import type { HessianVectorRequest } from '../request.ts';
import { dot } from '../vector.ts';
import { conjugateGradients } from './conjugate-gradients.ts';

const size = 20;
const problem = (() => {
  const next = uniform(4);
  const A = dense(size, size);
  const B = Float64Array.from({ length: size * size }, next);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      for (let k = 0; k < size; k++) A.data[i * size + j] += B[i * size + k] * B[j * size + k];
    }
    A.data[i * size + i] += 0.1;
  }
  return quadratic(A, Float64Array.from({ length: size }, next));
})();

const solve = (enough: (found: number, missing: number) => boolean, metric?: Float64Array) => {
  const x = new Float64Array(size);
  const { gradient } = problem.evaluate({ ask: 'evaluate', x, want: 'gradient' });
  const work = conjugateGradients(x, gradient, {
    maxProducts: 200,
    metric: metric && ((v) => v.map((vi, i) => vi / metric[i])),
    enough,
  });
  let turn = work.next(null);
  while (turn.done !== true) {
    turn = work.next(problem.hessianVector(turn.value as HessianVectorRequest));
  }
  return { ...turn.value, gradient };
};

test('solves H p = −g, and the gains add up to gᵀH⁻¹g from below', () => {
  const exact = solve((found, missing) => missing < 1e-14 * found);
  expect(exact.decrement).toBeCloseTo(-dot(exact.gradient, exact.direction), 8);
  const value = problem.evaluate({ ask: 'evaluate', x: exact.direction, want: 'value' }).value;
  expect(value).toBeLessThan(1e-10);
  const rough = solve((found, missing) => missing < 0.1 * found);
  expect(rough.products).toBeLessThan(exact.products);
  expect(rough.decrement).toBeLessThanOrEqual(exact.decrement * (1 + 1e-12));
  // The estimated rest makes up for most of what is missing.
  expect(rough.decrement + rough.missing).toBeGreaterThan(0.9 * exact.decrement);
});

test('a diagonal metric leads to the same step', () => {
  const x = new Float64Array(size);
  const diagonal = problem.curvature({ ask: 'curvature', x, want: 'diagonal' }) as Float64Array;
  const plain = solve((found, missing) => missing < 1e-14 * found);
  const scaled = solve((found, missing) => missing < 1e-14 * found, diagonal);
  scaled.direction.forEach((v, i) => {
    expect(v).toBeCloseTo(plain.direction[i], 7);
  });
});

test('negative curvature is reported', () => {
  const saddle = quadratic(dense(2, 2, Float64Array.of(1, 0, 0, -1)), Float64Array.of(0, 0));
  const x = Float64Array.of(0, 1);
  const { gradient } = saddle.evaluate({ ask: 'evaluate', x, want: 'gradient' });
  const work = conjugateGradients(x, gradient, {
    maxProducts: 9,
    metric: undefined,
    enough: () => false,
  });
  let turn = work.next(null);
  while (turn.done !== true) {
    turn = work.next(saddle.hessianVector(turn.value as HessianVectorRequest));
  }
  expect(turn.value.indefinite).toBe(true);
  expect(dot(turn.value.direction, gradient)).toBeLessThan(0);
});

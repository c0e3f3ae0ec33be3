import { dense } from '@betahat/linalg';
import { expect, test } from 'vitest';
import { lbfgs } from '../methods/lbfgs.ts';
import type { Answer } from '../request.ts';
import { prove } from './prove.ts';

const state = {
  ...lbfgs().start(new Float64Array(2)),
  value: 3,
  gradient: Float64Array.of(2, 1),
};

/** The proof by an objective of this Hessian, which tells its matrix or only products with it. */
const proofOf = (h: number[], hasMinimum?: boolean) => {
  const work = prove(state, lbfgs(), 1, 0);
  let turn = work.next(null);
  while (turn.done !== true) {
    const request = turn.value;
    let answer: unknown = null;
    if (request.ask === 'hessianVector') {
      const [a, b] = request.v;
      answer = Float64Array.of(h[0] * a + h[1] * b, h[2] * a + h[3] * b);
    } else if (hasMinimum !== undefined && request.ask === 'shape') {
      answer = { rows: 3, columns: 2, outputs: 1, entries: 6, hasMinimum };
    } else if (hasMinimum !== undefined && request.ask === 'curvature') {
      const matrix = dense(2, 2, Float64Array.from(h));
      answer = request.want === 'diagonal' ? Float64Array.of(h[0], h[3]) : h[0] > 0 ? matrix : null;
    }
    turn = work.next(answer as Answer);
  }
  return turn.value.certificate;
};

test('conjugate gradients add up half the squared decrement', () => {
  // gᵀH⁻¹g = 4/4 + 1/2.
  expect(proofOf([4, 0, 0, 2])).toEqual({ kind: 'newtonDecrement', value: expect.closeTo(0.75) });
});

test('a gradient along which there is no curvature proves nothing, least of all a gap of 0', () => {
  expect(proofOf([0, 0, 0, 0], true).value).toBe(Number.POSITIVE_INFINITY);
});

test('curvature below rounding is proved by the matrix where there is a minimum, and the gap is not small', () => {
  // Columns 2:1 but for 2⁻⁶⁰, and a gradient that is not 2:1.
  const h = [4, 2, 2, 1 + 2 ** -60];
  const [known, unknown] = [proofOf(h, true).value, proofOf(h, false).value];
  expect(known).toBeLessThan(Number.POSITIVE_INFINITY);
  expect(known).toBeGreaterThan(0.4);
  expect(unknown).toBeGreaterThan(0.4);
});

import { expect, test } from 'vitest';
import { outcomes } from './one-row.ts';

test('the loss stays finite where the textbook formula does not', () => {
  const [one, zero] = outcomes(-800);
  expect(one).toEqual({ y: 1, loss: 800, textbook: Number.POSITIVE_INFINITY, residual: -1 });
  expect(zero?.loss).toBe(0);
});

test('at logit 0 both labels cost log 2', () => {
  expect(outcomes(0).map(({ loss }) => loss)).toEqual([Math.LN2, Math.LN2]);
  expect(outcomes(0).map(({ residual }) => residual)).toEqual([-0.5, 0.5]);
});

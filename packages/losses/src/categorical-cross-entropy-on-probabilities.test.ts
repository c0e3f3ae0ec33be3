import { expect, test } from 'vitest';
import { lossContract } from '../test/loss-contract.ts';
import { categoricalCrossEntropyOnProbabilities } from './categorical-cross-entropy-on-probabilities.ts';
import { gradientWrtPredictions } from './gradient-wrt-predictions.ts';
import { lossValue } from './loss-value.ts';

lossContract(categoricalCrossEntropyOnProbabilities(2));
lossContract(categoricalCrossEntropyOnProbabilities(4));

test('has infinities where they belong, and only there', () => {
  const loss = categoricalCrossEntropyOnProbabilities(3);
  const p = [0, 0.5, 0.5];
  expect(lossValue(loss, p, [0])).toBe(Number.POSITIVE_INFINITY);
  expect(lossValue(loss, p, [1])).toBe(Math.LN2);
  expect([...gradientWrtPredictions(loss, p, [0])]).toEqual([Number.NEGATIVE_INFINITY, 0, 0]);
  expect([...gradientWrtPredictions(loss, p, [1])]).toEqual([0, -2, 0]);
  expect(gradientWrtPredictions(loss, [-0, 1, 0], [0])[0]).toBe(Number.NEGATIVE_INFINITY);
});

import { expect, test } from 'vitest';
import { lossContract } from '../test/loss-contract.ts';
import { binaryCrossEntropyOnProbabilities as loss } from './binary-cross-entropy-on-probabilities.ts';
import { gradientWrtLogits } from './gradient-wrt-logits.ts';
import { gradientWrtPredictions } from './gradient-wrt-predictions.ts';
import { lossValue } from './loss-value.ts';

lossContract(loss);

const INF = Number.POSITIVE_INFINITY;

test.each([
  // ŷ, y, value, by prediction, by logit
  [0, 1, INF, -INF, -1],
  [-0, 1, INF, -INF, -1],
  [1, 0, INF, INF, 1],
  [0, 0, 0, 1, 0],
  [1, 1, 0, -1, 0],
  [0, 0.5, INF, -INF, -0.5],
  [1, 0.5, INF, INF, 0.5],
  [5e-324, 1, 744.4400719213812, -INF, -1],
])('ŷ = %d, y = %d: the exact value, with its infinities', (p, y, value, byPrediction, byLogit) => {
  expect(lossValue(loss, [p], [y])).toBe(value);
  expect(gradientWrtPredictions(loss, [p], [y])[0]).toBe(byPrediction);
  expect(gradientWrtLogits(loss, [p], [y])[0]).toBe(byLogit);
});

test('a prediction outside [0, 1] is an error', () => {
  expect(() => lossValue(loss, [1.0000001], [1])).toThrow(
    'lossValue(binaryCrossEntropyOnProbabilities): predictions[0] must be a number in [0, 1], got 1.0000001',
  );
});

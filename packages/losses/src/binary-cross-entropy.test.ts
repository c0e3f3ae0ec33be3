import { expect, test } from 'vitest';
import { lossContract } from '../test/loss-contract.ts';
import { binaryCrossEntropy } from './binary-cross-entropy.ts';
import { gradientWrtLogits } from './gradient-wrt-logits.ts';
import { gradientWrtPredictions } from './gradient-wrt-predictions.ts';
import { lossValue } from './loss-value.ts';

lossContract(binaryCrossEntropy);

const INF = Number.POSITIVE_INFINITY;

test('takes the limit at infinite logits', () => {
  const value = (o: number, y: number) => lossValue(binaryCrossEntropy, [o], [y]);
  expect(value(INF, 1)).toBe(0);
  expect(value(INF, 0)).toBe(INF);
  expect(value(INF, 0.5)).toBe(INF);
  expect(value(-INF, 0)).toBe(0);
  expect(value(-INF, 1)).toBe(INF);
  const slope = (o: number, y: number) => gradientWrtLogits(binaryCrossEntropy, [o], [y])[0];
  expect(slope(INF, 0)).toBe(1);
  expect(slope(INF, 1)).toBe(0);
  expect(slope(-INF, 1)).toBe(-1);
});

test('clips nothing', () => {
  const o = [-1000, 1000, -1e300, 1e300];
  expect([...lossValue(binaryCrossEntropy, o, [1, 0, 1, 0], { reduction: 'none' })]).toEqual([
    1000, 1000, 1e300, 1e300,
  ]);
  expect(lossValue(binaryCrossEntropy, o, [0, 1, 0, 1])).toBe(0);
  // ŷ − y at y = 1 and a logit of 40, where ŷ itself rounds to 1.
  expect(gradientWrtLogits(binaryCrossEntropy, [40], [1])[0]).toBeCloseTo(
    -4.248354255291589e-18,
    32,
  );
  expect(gradientWrtPredictions(binaryCrossEntropy, [-40], [1])[0]).toBe(-1 - Math.exp(40));
});

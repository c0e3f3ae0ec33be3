import { sigmoid } from '@betahat/activations';
import { expect, test } from 'vitest';
import reference from '../test/fixtures/reference.json';
import { lossContract } from '../test/loss-contract.ts';
import { ulps } from '../test/ulp.ts';
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

test('residuals are within 4 ulp of ±σ(±o), from 5e-324 to 1.8e308', () => {
  for (const { x } of reference.binary) {
    const [zero] = gradientWrtLogits(binaryCrossEntropy, [x], [0]);
    const [one] = gradientWrtLogits(binaryCrossEntropy, [x], [1]);
    expect(ulps(zero!, [sigmoid(x), 0]), `o = ${x}, y = 0`).toBeLessThanOrEqual(4);
    expect(ulps(one!, [-sigmoid(-x), 0]), `o = ${x}, y = 1`).toBeLessThanOrEqual(4);
  }
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

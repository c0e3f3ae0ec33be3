import { expect, test } from 'vitest';
import { lossContract } from '../test/loss-contract.ts';
import { binaryCrossEntropy } from './binary-cross-entropy.ts';
import { categoricalCrossEntropy } from './categorical-cross-entropy.ts';
import { gradientWrtLogits } from './gradient-wrt-logits.ts';
import { lossValue } from './loss-value.ts';

lossContract(categoricalCrossEntropy(2));
lossContract(categoricalCrossEntropy(5));

const INF = Number.POSITIVE_INFINITY;

test('clips nothing, and takes the limit at infinite logits', () => {
  const loss = categoricalCrossEntropy(3);
  expect(lossValue(loss, [1e300, 0, -1e300], [2])).toBe(2e300);
  expect(lossValue(loss, [1e300, 0, -1e300], [0])).toBe(0);
  expect(lossValue(loss, [-INF, 0, 0], [0])).toBe(INF);
  expect(lossValue(loss, [-INF, 0, 0], [0, 0.5, 0.5])).toBe(Math.LN2);
  expect(lossValue(loss, [INF, 0, 0], [0])).toBe(0);
  expect([...gradientWrtLogits(loss, [INF, 0, 0], [1])]).toEqual([1, -1, 0]);
  expect(lossValue(loss, [50, 0, -1e9], [0])).toBe(Math.exp(-50));
});

test('keeps the digits of the residual of an all but certain class', () => {
  const loss = categoricalCrossEntropy(2);
  const [right, wrong] = gradientWrtLogits(loss, [50, 0], [0]);
  expect(right).toBe(-wrong!);
  expect(wrong).toBe(Math.exp(-50));
});

test('takes class indices, one-hot rows and probabilities', () => {
  const loss = categoricalCrossEntropy(3);
  const o = [0.3, -1, 2, 0.1, 0.2, 0.4];
  const value = lossValue(loss, o, [2, 0]);
  for (const index of [new Uint32Array([2, 0]), new Int8Array([2, 0]), new Float64Array([2, 0])]) {
    expect(lossValue(loss, o, index)).toBe(value);
  }
  expect(lossValue(loss, o, [0, 0, 1, 1, 0, 0])).toBe(value);
});

test('with two classes it is the binary loss of the difference', () => {
  const two = categoricalCrossEntropy(2);
  for (const [a, b] of [
    [0.3, -2],
    [5, 9],
    [-700, 20],
  ] as const) {
    for (const y of [0, 1]) {
      expect(lossValue(two, [a, b], [y])).toBeCloseTo(
        lossValue(binaryCrossEntropy, [b - a], [y]),
        12,
      );
    }
  }
});

test('needs at least two classes', () => {
  expect(() => categoricalCrossEntropy(1)).toThrow(
    'categoricalCrossEntropy: classes must be an integer ≥ 2, got 1',
  );
});

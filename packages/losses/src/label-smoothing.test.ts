import { expect, test } from 'vitest';
import { lossContract } from '../test/loss-contract.ts';
import { binaryCrossEntropy } from './binary-cross-entropy.ts';
import { categoricalCrossEntropy } from './categorical-cross-entropy.ts';
import { labelSmoothing } from './label-smoothing.ts';
import { lossValue } from './loss-value.ts';
import { squaredError } from './squared-error.ts';

lossContract(labelSmoothing(binaryCrossEntropy, 0.2));
lossContract(labelSmoothing(categoricalCrossEntropy(3), 0.1));

test('moves every target towards the uniform one', () => {
  const loss = labelSmoothing(categoricalCrossEntropy(4), 0.2);
  const o = [1, 2, -1, 0.5];
  expect(lossValue(loss, o, [1])).toBe(
    lossValue(categoricalCrossEntropy(4), o, [0.05, 0.8 + 0.05, 0.05, 0.05]),
  );
});

test('is refused where targets are no probabilities, and ε where it is no share', () => {
  expect(() => labelSmoothing(squaredError, 0.1)).toThrow(
    'labelSmoothing: loss must be a loss on probabilities of classes, got "squaredError"',
  );
  expect(() => labelSmoothing(binaryCrossEntropy, 1.5)).toThrow(
    'labelSmoothing: epsilon must be a number in [0, 1], got 1.5',
  );
});

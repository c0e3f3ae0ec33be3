import { expect, test } from 'vitest';
import cases from '../test/fixtures/pytorch.json';
import { binaryCrossEntropy } from './binary-cross-entropy.ts';
import { binaryCrossEntropyOnProbabilities } from './binary-cross-entropy-on-probabilities.ts';
import { brier } from './brier.ts';
import { categoricalCrossEntropy } from './categorical-cross-entropy.ts';
import { categoricalCrossEntropyOnProbabilities } from './categorical-cross-entropy-on-probabilities.ts';
import { gradientWrtLogits } from './gradient-wrt-logits.ts';
import { gradientWrtPredictions } from './gradient-wrt-predictions.ts';
import { labelSmoothing } from './label-smoothing.ts';
import { lossValue } from './loss-value.ts';
import { squaredError } from './squared-error.ts';
import type { Loss, Reduction } from './types.ts';

const losses = {
  binaryCrossEntropy,
  binaryCrossEntropyOnProbabilities,
  brier,
  squaredError,
  categoricalCrossEntropy: categoricalCrossEntropy(4),
  categoricalCrossEntropyOnProbabilities: categoricalCrossEntropyOnProbabilities(4),
} as const;

const close = (got: number | ArrayLike<number>, wanted: number | readonly number[]): void => {
  const [a, b] = [typeof got === 'number' ? [got] : got, [wanted].flat()];
  expect(a).toHaveLength(b.length);
  b.forEach((w, i) => {
    expect(Math.abs(a[i]! - w)).toBeLessThanOrEqual(1e-13 * Math.max(1, Math.abs(w)));
  });
};

test.each(
  cases.map(
    (c) => [c.loss, c.reduction, c.weights ? 'weighted' : 'plain', c.smoothing, c] as const,
  ),
)(
  '%s, %s, %s, smoothing %d',
  (name, reduction, _, smoothing, { inputs, targets, weights, value, gradient, wrtLogits }) => {
    const plain = losses[name as keyof typeof losses];
    const loss: Loss = smoothing === 0 ? plain : labelSmoothing(plain, smoothing);
    const options = { reduction: reduction as Reduction, weights };
    close(lossValue(loss, inputs, targets, options), value);
    const inInput = loss.input === 'logits' ? gradientWrtLogits : gradientWrtPredictions;
    close(inInput(loss, inputs, targets, options), gradient);
    if (wrtLogits) close(gradientWrtLogits(loss, inputs, targets, options), wrtLogits);
  },
);

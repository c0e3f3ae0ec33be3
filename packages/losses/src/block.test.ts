import { expect, test } from 'vitest';
import { randomStream } from '../test/random.ts';
import { binaryCrossEntropy } from './binary-cross-entropy.ts';
import { binaryCrossEntropyBlock } from './binary-cross-entropy-block.ts';
import { categoricalCrossEntropy } from './categorical-cross-entropy.ts';
import { categoricalCrossEntropyBlock } from './categorical-cross-entropy-block.ts';
import { gradientWrtLogits } from './gradient-wrt-logits.ts';
import { hessianVector } from './hessian-vector.ts';
import { lossValue } from './loss-value.ts';
import type { BlockLoss, Loss } from './types.ts';

const next = randomStream(20240505);
const draw = (count: number, f: (u: number) => number) =>
  Float64Array.from({ length: count }, () => f(next()));

const near = (got: Float64Array, wanted: Float64Array): void => {
  wanted.forEach((w, k) => {
    expect(Math.abs(got[k]! - w)).toBeLessThanOrEqual(1e-15 * Math.max(1, Math.abs(w)));
  });
};

/** A block loss gives the numbers of the loss that it writes out, at any row count. */
const agrees = <T extends Float64Array | Uint32Array>(
  block: BlockLoss<T>,
  loss: Loss,
  targetsOf: (rows: number) => T,
): void => {
  for (const rows of [0, 1, 2, 3, 17]) {
    for (const weights of [null, draw(rows, (u) => (u < 0.2 ? 0 : 2 * u))]) {
      if (weights !== null) weights[0] = 1;
      const logits = draw(rows * loss.outputs, (u) => 80 * (u - 0.5) ** 3 * 10);
      const targets = targetsOf(rows);
      const value = lossValue(loss, logits, targets, { weights });
      const untouched = logits.slice();
      expect(block.value(logits, targets, weights)).toBeCloseTo(value, 12);
      expect(logits).toEqual(untouched);

      const residual = gradientWrtLogits(loss, logits, targets, { weights });
      const first = logits.slice();
      expect(block.residual(first, targets, weights)).toBe(block.value(logits, targets, weights));
      near(first, residual);

      const second = logits.slice();
      const curvature = new Float64Array(logits.length);
      block.residualAndCurvature(second, targets, weights, curvature);
      expect(second).toEqual(first);
      if (loss.outputs === 1) {
        const ones = new Float64Array(rows).fill(1);
        near(curvature, hessianVector(loss, logits, targets, ones, { weights }));
      } else {
        const zero = logits.map((_, k) => (k % loss.outputs === 0 ? 1 : 0));
        const y = gradientWrtLogits(loss, logits, zero).map((g, k) => g + zero[k]!);
        near(curvature, y);
      }
    }
  }
};

test('the binary block agrees with the loss', () => {
  agrees(binaryCrossEntropyBlock, binaryCrossEntropy, (n) => draw(n, (u) => Math.round(u)));
  agrees(binaryCrossEntropyBlock, binaryCrossEntropy, (n) => draw(n, (u) => u));
});

test.each([2, 3, 10])('the categorical block agrees with the loss, %d classes', (classes) => {
  const block = categoricalCrossEntropyBlock(classes);
  const loss = categoricalCrossEntropy(classes);
  agrees(block, loss, (n) => new Uint32Array(draw(n, (u) => Math.floor(u * classes))));
  agrees(block, loss, (n) => {
    const y = draw(n * classes, (u) => u);
    for (let i = 0; i < n; i++) {
      const row = y.subarray(i * classes, (i + 1) * classes);
      const sum = row.reduce((a, b) => a + b, 0);
      row.forEach((v, j) => {
        row[j] = v / sum;
      });
    }
    return y;
  });
});

test('a million rows add up to a few ulp', () => {
  const rows = 1_000_000;
  // Every loss is log 2, and the sum of equal terms is known exactly.
  const value = binaryCrossEntropyBlock.value(new Float64Array(rows), new Float64Array(rows), null);
  expect(Math.abs(value - rows * Math.LN2)).toBeLessThanOrEqual(2 ** -33);
});

test('a row of weight 0 counts as absent, an infinite loss elsewhere does not', () => {
  const o = new Float64Array([Number.NEGATIVE_INFINITY, 0]);
  const y = new Float64Array([1, 0]);
  expect(binaryCrossEntropyBlock.value(o, y, new Float64Array([0, 1]))).toBe(Math.LN2);
  expect(binaryCrossEntropyBlock.value(o, y, null)).toBe(Number.POSITIVE_INFINITY);
});

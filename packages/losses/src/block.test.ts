import { expect, test } from 'vitest';
import { blockContract, distributions, draw, indices } from '../test/block-contract.ts';
import { binaryCrossEntropy } from './binary-cross-entropy.ts';
import { binaryCrossEntropyBlock } from './binary-cross-entropy-block.ts';
import { categoricalCrossEntropy } from './categorical-cross-entropy.ts';
import { categoricalCrossEntropyBlock } from './categorical-cross-entropy-block.ts';

blockContract('binary, hard', binaryCrossEntropyBlock, binaryCrossEntropy, (n) =>
  draw(n, (u) => Math.round(u)),
);
blockContract('binary, soft', binaryCrossEntropyBlock, binaryCrossEntropy, (n) =>
  draw(n, (u) => u),
);
for (const classes of [2, 3, 10]) {
  const block = categoricalCrossEntropyBlock(classes);
  const loss = categoricalCrossEntropy(classes);
  blockContract(`${classes} classes, indices`, block, loss, indices(classes));
  blockContract(`${classes} classes, probabilities`, block, loss, distributions(classes));
}

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

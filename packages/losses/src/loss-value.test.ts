import { expect, expectTypeOf, test } from 'vitest';
import { binaryCrossEntropy } from './binary-cross-entropy.ts';
import { gradientWrtLogits } from './gradient-wrt-logits.ts';
import { lossValue } from './loss-value.ts';
import type { Reduction } from './types.ts';

test('the reduction decides the type', () => {
  const [o, y] = [
    [0, 1],
    [1, 0],
  ];
  expectTypeOf(lossValue(binaryCrossEntropy, o, y)).toEqualTypeOf<number>();
  expectTypeOf(lossValue(binaryCrossEntropy, o, y, { reduction: 'mean' })).toEqualTypeOf<number>();
  expectTypeOf(
    lossValue(binaryCrossEntropy, o, y, { reduction: 'none' }),
  ).toEqualTypeOf<Float64Array>();
  const reduction = 'sum' as Reduction;
  expectTypeOf(lossValue(binaryCrossEntropy, o, y, { reduction })).toEqualTypeOf<
    number | Float64Array
  >();
  // @ts-expect-error a misspelt reduction does not compile, nor pass
  expect(() => lossValue(binaryCrossEntropy, o, y, { reduction: 'average' })).toThrow(RangeError);
});

test('a buffer of the caller’s comes back as what it is', () => {
  const out = new Float32Array(1);
  const g = gradientWrtLogits(binaryCrossEntropy, [0], [1], { out });
  expectTypeOf(g).toEqualTypeOf<Float32Array<ArrayBuffer>>();
  expect(g).toBe(out);
});

test('sums are exact to an ulp', () => {
  // Every loss is log 2; powers of two as weights keep the terms and their total exact.
  const rows = 100_000;
  const weights = Float64Array.from({ length: rows }, (_, i) => 2 ** ((i % 20) - 10));
  const total = weights.reduce((a, b) => a + b, 0);
  const value = lossValue(binaryCrossEntropy, new Float64Array(rows), new Float64Array(rows), {
    weights,
  });
  expect(Math.abs(value / (total * Math.LN2) - 1)).toBeLessThanOrEqual(2 ** -52);
});

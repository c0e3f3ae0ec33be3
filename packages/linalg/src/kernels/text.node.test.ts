import { expect, test } from 'vitest';
import { textOf } from '../../scripts/text.mjs';
import { decode } from './source.ts';

test('every byte comes back, beside every other', () => {
  const bytes = Uint8Array.from({ length: 65536 * 2 }, (_, i) => (i % 2 ? i >> 1 : i >> 9));
  const text = textOf(bytes, []);
  expect(text).not.toMatch(/["'\\`]/);
  expect(decode(text, false)).toEqual(bytes);
});

test('fused, products move to their sums, the inner ones first', () => {
  const [a, b, c, d, e] = [0, 1, 2, 3, 4].map((local) => [0x20, local]);
  const [mul, add] = [
    [0xfd, 0xf2, 1],
    [0xfd, 0xf0, 1],
  ];
  const madd = [0xfd, 0x87, 2, 1, 1, 1];
  // a·b + (c·d + e)
  const plain = Uint8Array.of(...a, ...b, ...mul, ...c, ...d, ...mul, ...e, ...add, ...add);
  const text = textOf(plain, [
    [11, 16],
    [4, 19],
  ]);
  expect([...decode(text, false)]).toEqual([...plain]);
  expect([...decode(text, true)]).toEqual([...a, ...b, ...c, ...d, ...e, ...madd, ...madd]);
});

import { expect, test } from 'vitest';
import { textOf } from '../../scripts/text.mjs';
import { decode } from './source.ts';

test('every byte comes back, beside every other', () => {
  const bytes = Uint8Array.from({ length: 65536 * 2 }, (_, i) => (i % 2 ? i >> 1 : i >> 9));
  const text = textOf(bytes);
  expect(text).not.toMatch(/["'\\`]/);
  expect(decode(text)).toEqual(bytes);
});

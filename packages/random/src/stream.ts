import { integer, seed32 } from './check.ts';
import { polarNormal } from './polar.ts';
import { integerBelow, words } from './words.ts';

/** A position in a stream of random numbers: every call moves it on. */
export interface Stream {
  /** A number in [0, 1), a multiple of 2⁻⁵³. */
  readonly uniform: () => number;
  /** An integer in [0, n), for n from 1 to 2³². */
  readonly integer: (n: number) => number;
  /** A standard normal variate. */
  readonly normal: () => number;
}

/**
 * A small, fast stream of random numbers, the same on every platform: xoroshiro128+, integers by
 * rejection, normals by the polar method. For NumPy's numbers use `RandomState`.
 * @param seed an integer from 0 to 2³² − 1
 * @throws TypeError or RangeError when the seed, or n of `integer`, is not as described
 * @see D. Blackman and S. Vigna, Scrambled linear pseudorandom number generators, ACM TOMS 47, 2021
 * @example
 * import { stream } from '@betahat/random';
 * const { integer, uniform } = stream(7);
 * integer(1); // 0
 * uniform() < 1; // true
 */
export const stream = (seed: number): Stream => {
  const next32 = words(seed32('stream', seed));
  const uniform = () => {
    const high = next32() >>> 5;
    return (high * 0x400_0000 + (next32() >>> 6)) / 0x20_0000_0000_0000;
  };
  return {
    uniform,
    integer: (n) => integerBelow(next32, integer('stream.integer', 'n', n, 1, 0x1_0000_0000)),
    normal: polarNormal(uniform),
  };
};

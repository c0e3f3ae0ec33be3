import { mersenne } from 'pure-rand/generator/mersenne';
import { integer, rangeError, seed32, typeError } from './check.ts';
import { maskedInteger } from './masked.ts';
import { polarNormal } from './polar.ts';
import { range } from './range.ts';
import { type Shuffleable, shuffleInPlace } from './shuffle.ts';

/** How many draws: a count, or a shape whose product is taken. Results are flat, row-major. */
export type Size = number | readonly number[];

/**
 * NumPy's legacy generator: the same seed gives the same numbers as `numpy.random.RandomState(seed)`.
 *
 * MT19937 seeded by `init_genrand`; uniforms of 53 bits from two draws; normals by the polar method
 * with the second value kept; integers by masked rejection. Integers, uniforms, permutations and
 * shuffles equal NumPy's bit for bit. Normals do too but for the last bit of about one in five
 * hundred, where the C library's logarithm and the portable one of this package round differently.
 *
 * An object of this class is a position in a stream: every call moves it on. Shapes give flat
 * arrays in row-major order, as the numbers lie in NumPy's memory.
 * @throws TypeError or RangeError when the seed is not an integer in [0, 4294967295]
 * @see M. Matsumoto and T. Nishimura, Mersenne Twister, ACM TOMACS 8, 1998
 * @see NumPy, numpy/random/mtrand.pyx and src/legacy/legacy-distributions.c
 * @example
 * import { RandomState } from '@betahat/random';
 * const random = new RandomState(12);
 * random.randn(); // 0.47298583…
 * random.randint(0, 10, 3); // Float64Array of three integers
 * random.permutation(5); // Uint32Array, 0 to 4 in random order
 */
export class RandomState {
  readonly #next32: () => number;
  readonly #normal: () => number;

  constructor(seed: number) {
    const generator = mersenne(seed32('RandomState', seed));
    this.#next32 = () => generator.next();
    this.#normal = polarNormal(() => this.#uniform());
  }

  /** 53 bits: 27 of one draw and 26 of the next, over 2⁵³. */
  #uniform(): number {
    const high = this.#next32() >>> 5;
    const low = this.#next32() >>> 6;
    return (high * 0x400_0000 + low) / 0x20_0000_0000_0000;
  }

  /**
   * Standard normal variates, mean 0 and variance 1.
   * @returns a number without a shape, else a flat Float64Array of the shape's product
   * @throws TypeError or RangeError when a length is not a non-negative integer
   */
  randn(): number;
  randn(...shape: number[]): Float64Array;
  randn(...shape: number[]): number | Float64Array {
    if (shape.length === 0) return this.#normal();
    return fill(count('RandomState.randn', shape), this.#normal);
  }

  /**
   * Uniform variates in [0, 1), multiples of 2⁻⁵³.
   * @returns a number without a shape, else a flat Float64Array of the shape's product
   * @throws TypeError or RangeError when a length is not a non-negative integer
   */
  rand(): number;
  rand(...shape: number[]): Float64Array;
  rand(...shape: number[]): number | Float64Array {
    if (shape.length === 0) return this.#uniform();
    return fill(count('RandomState.rand', shape), () => this.#uniform());
  }

  /**
   * Uniform integers in [low, high), as NumPy draws them with its 64-bit default type.
   *
   * A range of one integer draws nothing from the stream. `randint(high)` starts at 0.
   * @param size without it, one number; else a flat Float64Array (every result is a safe integer)
   * @throws RangeError when high ≤ low, or high − low exceeds 2⁵³ − 1
   * @throws TypeError or RangeError when a limit is not a safe integer
   */
  randint(high: number): number;
  randint(low: number, high: number): number;
  randint(low: number, high: number, size: Size): Float64Array;
  randint(low: number, high?: number, size?: Size): number | Float64Array {
    const where = 'RandomState.randint';
    const lowest = -Number.MAX_SAFE_INTEGER;
    const [from, to] =
      high === undefined
        ? [0, integer(where, 'high', low, lowest)]
        : [integer(where, 'low', low, lowest), integer(where, 'high', high, lowest)];
    const limit = to - from - 1;
    if (limit < 0) throw rangeError(where, 'high', `greater than low, which is ${from}`, to);
    if (to - from > Number.MAX_SAFE_INTEGER)
      throw rangeError(where, 'high − low', 'at most 2⁵³ − 1', to - from);
    const draw = () => from + maskedInteger(this.#next32, limit);
    if (size === undefined) return draw();
    return fill(count(where, typeof size === 'number' ? [size] : size), draw);
  }

  /**
   * The integers 0 to n − 1 in random order, or a copy of an array with its elements (for an array
   * of rows: its rows) in random order. The argument is left as it was.
   * @throws TypeError or RangeError when n is not an integer in [0, 2³²)
   */
  permutation(n: number): Uint32Array;
  permutation<T>(values: readonly T[]): T[];
  permutation<A extends Shuffleable>(values: A): A;
  permutation(values: number | readonly unknown[] | Shuffleable): unknown {
    if (typeof values !== 'number') {
      const copy = shuffleable('RandomState.permutation', values).slice();
      shuffleInPlace(copy, this.#next32);
      return copy;
    }
    const order = range(integer('RandomState.permutation', 'n', values, 0, 0xffff_ffff));
    shuffleInPlace(order, this.#next32);
    return order;
  }

  /**
   * Puts the elements of an array in random order, in place (Fisher and Yates, from the end).
   * @throws TypeError when `values` is not an array
   */
  shuffle(values: unknown[] | Shuffleable): void {
    shuffleInPlace(shuffleable('RandomState.shuffle', values), this.#next32);
  }
}

const count = (where: string, shape: readonly number[]): number => {
  if (!Array.isArray(shape))
    throw typeError(where, 'size', 'a number or an array of numbers', shape);
  let product = 1;
  for (const [axis, length] of shape.entries())
    product *= integer(where, `shape[${axis}]`, length, 0);
  return integer(where, 'the number of draws', product, 0);
};

const fill = (length: number, draw: () => number): Float64Array => {
  const out = new Float64Array(length);
  for (let i = 0; i < length; i++) out[i] = draw();
  return out;
};

const shuffleable = (where: string, values: unknown): unknown[] | Shuffleable => {
  if (Array.isArray(values)) return values;
  if (ArrayBuffer.isView(values) && 'length' in values) return values as Shuffleable;
  throw typeError(where, 'values', 'an array', values);
};

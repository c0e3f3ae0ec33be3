import { afterEach, expect, test } from 'vitest';
import { ENGINES } from '../test/engines.ts';
import { numbers, SIZES } from '../test/samples.ts';
import { exp, expm1, log1p } from './elementary.ts';
import { useEngine } from './kernels/engine.ts';

afterEach(() => {
  useEngine('auto');
});

/** Distance in units in the last place of `want`, denormals included. */
const ulps = (got: number, want: number): number => {
  if (Object.is(got, want)) return 0;
  if (!Number.isFinite(got) || !Number.isFinite(want)) return Number.POSITIVE_INFINITY;
  const exponent = Math.floor(Math.log2(Math.max(Math.abs(want), 5e-324)));
  return Math.abs(got - want) / 2 ** Math.max(-1074, exponent - 52);
};

const CASES = [
  { name: 'exp', f: exp, plain: Math.exp },
  { name: 'expm1', f: expm1, plain: Math.expm1 },
  { name: 'log1p', f: log1p, plain: Math.log1p },
] as const;

/** Where formulas change over, and the ends of the range. */
const EDGES = [
  0,
  1,
  2,
  0.5,
  5e-324,
  1e-310,
  2.2250738585072014e-308,
  2 ** -53,
  2 ** -26,
  1e-8,
  0.01083,
  0.34657359027997264,
  0.34657359027997275,
  0.41421356237309503,
  0.41421356237309515,
  0.29289321881345237,
  0.2928932188134525,
  Math.LN2,
  0.9999999999999999,
  1.0000000000000002,
  53.5,
  707.9999,
  708,
  708.0001,
  708.396418532264,
  709.782712893384,
  709.7827128933841,
  710,
  744.4400719,
  745.1332191019411,
  745.1332191019412,
  746,
  1e4,
  2 ** 52,
  2 ** 53,
  2 ** 54,
  1e300,
  Number.MAX_VALUE,
  Number.POSITIVE_INFINITY,
  Number.NaN,
];

for (const engine of ENGINES) {
  test.each(CASES)(`${engine}: $name within 2 ulp over the whole range`, ({ f, plain }) => {
    useEngine(engine);
    const random = numbers(60_000, 8);
    const x = Float64Array.of(
      ...EDGES.flatMap((e) => [e, -e]),
      ...random.subarray(0, 8000).map((r) => r * 750),
      ...random.subarray(8000, 16_000).map((r) => r * 2),
      ...random.subarray(16_000, 24_000).map((r) => Math.sign(r) * 2 ** (-1074 * Math.abs(r))),
      ...random.subarray(24_000, 32_000).map((r) => Math.sign(r) * 2 ** (1023 * Math.abs(r))),
      ...random.subarray(32_000, 40_000).map((r) => -1 + 2 ** (-53 * Math.abs(r))),
    );
    const y = f(x);
    for (let i = 0; i < x.length; i++) {
      const want = plain(x[i]);
      if (!(ulps(y[i], want) <= 2)) expect.fail(`at ${x[i]}: got ${y[i]}, expected ${want}`);
    }
  });

  test.each(CASES)(`${engine}: $name of any length, in place, of float32, of a view`, ({ f }) => {
    useEngine(engine);
    const all = f(numbers(5000, 3));
    for (const n of [...SIZES, 2047, 2048, 2049, 4999]) {
      const x = numbers(n, 3);
      expect(f(x)).toEqual(all.subarray(0, n));
      expect(f(x, x)).toBe(x);
      expect(x).toEqual(all.subarray(0, n));
    }
    expect(f(numbers(100, 3).subarray(7, 30))).toEqual(all.subarray(7, 30));
    const narrow = Float32Array.from(numbers(9, 3));
    expect(f(narrow)).toEqual(f(Float64Array.from(narrow)));
  });
}

test('names what does not fit', () => {
  expect(() => exp([1] as never)).toThrow('exp: x must be a Float64Array or Float32Array');
  expect(() => log1p(new Float64Array(2), new Float64Array(3))).toThrow(
    'log1p: out.length must be 2, got 3',
  );
});

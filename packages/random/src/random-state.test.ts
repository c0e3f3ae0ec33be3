import { expect, expectTypeOf, test } from 'vitest';
import fixture from '../fixtures/random_state.json';
import { RandomState } from './random-state.ts';

type Call = [
  name: 'rand' | 'randn' | 'randint' | 'permutation' | 'shuffle',
  arguments: unknown,
  result: unknown,
];

/** A call as the fixture writes it: shapes and sizes are lists, and results nested. */
const draw = (random: RandomState, name: Call[0], given: unknown[]): unknown => {
  if (name === 'shuffle') {
    const values = [...(given[0] as unknown[])];
    random.shuffle(values);
    return values;
  }
  const call = random[name].bind(random) as (...list: unknown[]) => unknown;
  const result = call(...given);
  return ArrayBuffer.isView(result) ? Array.from(result as Float64Array) : result;
};

test.each(fixture.cases)('draws what NumPy draws from seed $seed', ({ seed, calls }) => {
  const random = new RandomState(seed);
  let normals = 0;
  let exact = 0;
  for (const [name, given, result] of calls as Call[]) {
    const wanted = Array.isArray(result) && name.startsWith('rand') ? result.flat() : result;
    const got = draw(random, name, given as unknown[]);
    const title = `${name}(${JSON.stringify(given).slice(1, -1)})`;
    if (name === 'randn') {
      const pairs = [got].flat().map((value, i) => [value, [wanted].flat()[i]] as [number, number]);
      for (const [value, numpy] of pairs) {
        expect(Math.fround(value), title).toBe(Math.fround(numpy));
        expect(Math.abs(value - numpy), title).toBeLessThanOrEqual(Math.abs(numpy) * 2.3e-16);
        normals += 1;
        if (value === numpy) exact += 1;
      }
    } else expect(got, title).toEqual(wanted);
  }
  // Both logarithms round to nearest but for about one value in five hundred.
  expect(exact / normals).toBeGreaterThan(0.99);
});

test('a shape gives a flat array, no shape a number', () => {
  const random = new RandomState(0);
  expectTypeOf(random.randn()).toEqualTypeOf<number>();
  expectTypeOf(random.randn(2, 3)).toEqualTypeOf<Float64Array>();
  expectTypeOf(random.permutation(3)).toEqualTypeOf<Uint32Array>();
  expectTypeOf(random.permutation(['a'])).toEqualTypeOf<string[]>();
  expectTypeOf(random.permutation(new Float32Array(2))).toExtend<Float32Array>();
  expect(random.randn(2, 3)).toHaveLength(6);
  expect(random.rand(0)).toHaveLength(0);
  expect(random.rand(3, 0)).toHaveLength(0);
  expect(random.randint(0, 9, [2, 2])).toHaveLength(4);
});

test('shapes do not change the stream', () => {
  const whole = new RandomState(3).randn(3, 5);
  const single = new RandomState(3);
  for (const value of whole) expect(single.randn()).toBe(value);
});

test('permutation leaves its argument alone, shuffle does not', () => {
  const values = [0, 1, 2, 3, 4, 5, 6, 7];
  const permuted = new RandomState(5).permutation(values);
  expect(values).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  new RandomState(5).shuffle(values);
  expect(values).toEqual(permuted);
  const typed = new Float64Array([0, 1, 2, 3, 4, 5, 6, 7]);
  new RandomState(5).shuffle(typed);
  expect(Array.from(typed)).toEqual(permuted);
});

test('bad arguments are errors that name them', () => {
  const random = new RandomState(0);
  const anything = (value: unknown) => value as never;
  const cases: [() => unknown, string][] = [
    [() => new RandomState(-1), 'RandomState: seed must be an integer in [0, 4294967295], got -1'],
    [() => new RandomState(2 ** 32), 'seed must be an integer in [0, 4294967295], got 4294967296'],
    [() => new RandomState(0.5), 'seed must be an integer in [0, 4294967295], got 0.5'],
    [() => new RandomState(anything('12')), 'seed must be an integer in [0, 4294967295], got "12"'],
    [() => new RandomState(anything(undefined)), 'got undefined'],
    [
      () => random.randn(2, -1),
      'RandomState.randn: shape[1] must be an integer of at least 0, got -1',
    ],
    [
      () => random.rand(Number.NaN),
      'RandomState.rand: shape[0] must be an integer of at least 0, got NaN',
    ],
    [
      () => random.randint(3, 3),
      'RandomState.randint: high must be greater than low, which is 3, got 3',
    ],
    [() => random.randint(0), 'high must be greater than low, which is 0, got 0'],
    [() => random.randint(0.5, 3), 'low must be an integer'],
    [() => random.randint(-(2 ** 53) + 1, 2 ** 53 - 1), 'high − low must be at most 2⁵³ − 1'],
    [
      () => random.randint(0, 2, anything('3')),
      'size must be a number or an array of numbers, got "3"',
    ],
    [() => random.permutation(-1), 'RandomState.permutation: n must be'],
    [() => random.permutation(anything({})), 'values must be an array, got an object'],
    [
      () => random.shuffle(anything('abc')),
      'RandomState.shuffle: values must be an array, got "abc"',
    ],
  ];
  for (const [call, message] of cases) expect(call).toThrow(message);
});

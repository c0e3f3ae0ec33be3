import { expect, test } from 'vitest';
import { describe, rangeError, typeError, unknownOptions } from './check.ts';

test.each([
  [Number.NaN, 'NaN'],
  [-0, '-0'],
  [undefined, 'undefined'],
  [null, 'null'],
  [10n, '10n'],
  ['abc', '"abc"'],
  ['x'.repeat(100), `"${'x'.repeat(60)}…"`],
  [[1, 2, 3], 'an array of length 3'],
  [new Float64Array(4), 'a Float64Array of length 4'],
  [{}, 'an object'],
  [Object.create(null), 'an instance of object without prototype'],
  [new Map(), 'an instance of Map'],
  [Symbol('s'), 'Symbol(s)'],
])('describes %o', (value, words) => {
  expect(describe(value)).toBe(words);
});

test('names place, argument, expectation and what came', () => {
  expect(typeError('dense', 'data', 'a Float64Array', 'abc').message).toBe(
    'dense: data must be a Float64Array, got "abc"',
  );
  expect(rangeError('dense', 'rows', 'a non-negative integer', -1)).toBeInstanceOf(RangeError);
});

test('rejects an unknown option by name and lists the known ones', () => {
  expect(() => unknownOptions('fit', { l2: 1, lambda: 3 }, ['l1', 'l2'])).toThrow(
    'fit: unknown option "lambda"; the options are l1, l2',
  );
  expect(() => unknownOptions('fit', { l2: 1 }, ['l1', 'l2'])).not.toThrow();
});

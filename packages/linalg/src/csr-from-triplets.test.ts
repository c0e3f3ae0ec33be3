import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csrFromTriplets } from './csr-from-triplets.ts';
import { toDense } from './to-dense.ts';

test('sorts entries, adds up those at one place, keeps stored zeros', () => {
  const A = csrFromTriplets(3, 3, [
    [2, 2, 6],
    [0, 1, 7],
    [2, 0, 5],
    [0, 1, 1],
    [2, 1, 0],
  ]);
  expect(A.values).toEqual(Float64Array.of(8, 5, 0, 6));
  expect(A.columns).toEqual(Uint32Array.of(1, 0, 1, 2));
  expect(A.rowStart).toEqual(Uint32Array.of(0, 1, 1, 4));
});

test('takes any iterable', () => {
  const entries = new Set<[number, number, number]>([[0, 0, 1]]);
  expect(csrFromTriplets(1, 1, entries).values).toEqual(Float64Array.of(1));
});

test('names the triplet that does not fit', () => {
  expect(() =>
    csrFromTriplets(2, 2, [
      [0, 0, 1],
      [2, 0, 1],
    ]),
  ).toThrow('csrFromTriplets: triplets[1][0] must be an integer from 0 to 1, got 2');
  expect(() => csrFromTriplets(2, 2, [[0, -1, 1]])).toThrow('triplets[0][1] must be');
  expect(() => csrFromTriplets(2, 2, [[0, 1, '1' as never]])).toThrow(
    'triplets[0][2] must be a number',
  );
  expect(() => csrFromTriplets(2, 2, [[0, 1] as never])).toThrow('triplets[0] must be an array');
  expect(() => csrFromTriplets(2, 2, 7 as never)).toThrow('triplets must be an iterable');
});

test('spread out, it is the sum of its triplets', () => {
  const triplet = fc.tuple(fc.nat(4), fc.nat(6), fc.integer({ min: -9, max: 9 }));
  fc.assert(
    fc.property(fc.array(triplet, { maxLength: 60 }), (triplets) => {
      const expected = new Float64Array(35);
      for (const [i, j, value] of triplets) expected[i * 7 + j] += value;
      expect(toDense(csrFromTriplets(5, 7, triplets)).data).toEqual(expected);
    }),
  );
});

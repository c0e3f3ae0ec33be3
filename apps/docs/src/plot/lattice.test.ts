import { expect, test } from 'vitest';
import { evenly, latticeOf } from './lattice.ts';

test('cells fill the way from low to high, and one more lies beyond each end', () => {
  expect(evenly([0, 4], 4)).toEqual([-0.5, 0.5, 1.5, 2.5, 3.5, 4.5]);
});

test('positions are those of the centres, straight in between and beyond', () => {
  const { place } = latticeOf([0, 1, 10], [5, 7]);
  expect([0.5, 1.5, 2, 2.5, 3].map((column) => place(column, 0.5)[0])).toEqual([
    0, 1, 5.5, 10, 14.5,
  ]);
  expect(place(0.5, 0)[1]).toBe(4);
});

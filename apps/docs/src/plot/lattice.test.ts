import { expect, test } from 'vitest';
import { latticeOver } from './lattice.ts';

test('cells fill the rectangle, and one more lies beyond each edge', () => {
  const { size, xs, ys, place } = latticeOver([0, 4], [10, 30], 4);
  expect(size).toBe(6);
  expect(xs).toEqual([-0.5, 0.5, 1.5, 2.5, 3.5, 4.5]);
  expect(ys).toEqual([7.5, 12.5, 17.5, 22.5, 27.5, 32.5]);
  expect(place(1, 5)).toEqual([0, 30]);
});

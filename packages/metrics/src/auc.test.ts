import { expect, test } from 'vitest';
import { auc } from './auc.ts';

test('trapezoids', () => {
  expect(auc([0, 1, 3], [1, 1, 3])).toBe(5);
  expect(auc([3, 1, 0], [3, 1, 1])).toBe(5);
  expect(auc([1, 1, 1], [0, 5, 2])).toBe(0);
});

test('bad input is an error that names it', () => {
  expect(() => auc([0], [0])).toThrow('auc: x.length must be at least 2, got 1');
  expect(() => auc([0, 1], [0])).toThrow('auc: y.length must be 2, as of x, got 1');
  expect(() => auc([0, 2, 1], [0, 0, 0])).toThrow(
    'auc: x[2] must be in the direction of the steps before, got 1',
  );
  expect(() => auc(null as never, [])).toThrow('auc: x must be an array of numbers, got null');
});

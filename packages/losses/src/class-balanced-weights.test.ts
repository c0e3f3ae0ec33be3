import { expect, test } from 'vitest';
import { classBalancedWeights } from './class-balanced-weights.ts';

test('gives every class the same total, and all rows together their number', () => {
  expect([...classBalancedWeights([0, 0, 0, 1], 2)]).toEqual([2 / 3, 2 / 3, 2 / 3, 2]);
  // Class 1 does not occur: the two that do share the six rows.
  expect([...classBalancedWeights(new Uint32Array([2, 0, 2, 2, 2, 0]), 3)]).toEqual([
    0.75, 1.5, 0.75, 0.75, 0.75, 1.5,
  ]);
  expect(classBalancedWeights([], 2)).toHaveLength(0);
});

test('names a class that is out of range', () => {
  expect(() => classBalancedWeights([0, 2], 2)).toThrow(
    'classBalancedWeights: targets[1] must be a class index from 0 to 1, got 2',
  );
  expect(() => classBalancedWeights([0, 0.5], 2)).toThrow('targets[1]');
});

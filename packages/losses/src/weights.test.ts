import { expect, test } from 'vitest';
import { totalWeight } from './weights.ts';

test('is the sum of the weights, or the row count without any', () => {
  expect(totalWeight('f', null, 3)).toBe(3);
  expect(totalWeight('f', undefined, 0)).toBe(0);
  expect(totalWeight('f', new Float32Array([0, 1, 2]), 3)).toBe(3);
  expect(totalWeight('f', [], 0)).toBe(0);
});

test.each([
  [[1, -1], 'f: weights[1] must be a finite number ≥ 0, got -1'],
  [[1, Number.NaN], 'f: weights[1] must be a finite number ≥ 0, got NaN'],
  [[1, Infinity], 'f: weights[1] must be a finite number ≥ 0, got Infinity'],
  [[1, '1'], 'f: weights[1] must be a finite number ≥ 0, got "1"'],
  [[1], 'f: weights.length must be 2, got 1'],
  [[0, 0], 'f: the total weight must be positive, got 0'],
  ['ab', 'f: weights must be a list of numbers or a DenseMatrix, got "ab"'],
])('refuses %o', (weights, message) => {
  expect(() => totalWeight('f', weights as number[], 2)).toThrow(message);
});

import { expect, test } from 'vitest';
import { checkTargets, classTargets } from './targets.ts';

test('reads class indices and probabilities alike', () => {
  const y = new Float64Array(3);
  classTargets(3)('f', [2, 0], 2)(0, y);
  expect([...y]).toEqual([0, 0, 1]);
  classTargets(3)('f', [0, 0.5, 0.5, 1, 0, 0], 2)(0, y);
  expect([...y]).toEqual([0, 0.5, 0.5]);
});

test('single precision and six printed digits sum to 1 well enough', () => {
  const thirds = new Float32Array([1 / 3, 1 / 3, 1 / 3]);
  expect(() => checkTargets('f', thirds, 1, 3)).not.toThrow();
  expect(() => checkTargets('f', [0.333333, 0.333333, 0.333333], 1, 3)).not.toThrow();
});

test.each([
  [[0.5, 2], 1, 'f: targets[1] must be a number in [0, 1], got 2'],
  [[0.5], 1, 'f: targets.length must be 2, got 1'],
  [[0, 3], 3, 'f: targets[1] must be a class index from 0 to 2, got 3'],
  [[0, 1.5], 3, 'f: targets[1] must be a class index from 0 to 2, got 1.5'],
  [[0, 1, 1], 3, 'f: targets.length must be 2 (class indices) or 6 (probabilities), got 3'],
  [[0, 0, 1, 0.2, 0.2, 0.2], 3, 'f: the sum of the targets of row 1 must be 1, got 0.6'],
  [[0, 0, 1, 1.5, -0.5, 0], 3, 'f: targets[3] must be a number in [0, 1], got 1.5'],
  [[0, Number.NaN], 3, 'f: targets[1] must be a class index from 0 to 2, got NaN'],
])('refuses %o for %d classes', (targets, classes, message) => {
  expect(() => checkTargets('f', targets, 2, classes)).toThrow(message);
});

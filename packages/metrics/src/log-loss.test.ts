import { dense } from '@betahat/linalg';
import { expect, test } from 'vitest';
import { logLoss } from './log-loss.ts';

test('one probability per row', () => {
  expect(logLoss([1, 0, 1], [0.9, 0.2, 0.6])).toBe(0.2797765635793423);
  expect(logLoss(['no', 'yes'], [0.25, 0.5], { positive: 'yes' })).toBeCloseTo(
    -(Math.log(0.75) + Math.log(0.5)) / 2,
    15,
  );
});

test('nothing is clipped unless asked for', () => {
  expect(logLoss([1], [1])).toBe(0);
  expect(logLoss([1, 0], [0, 0])).toBe(Number.POSITIVE_INFINITY);
  expect(logLoss([1, 0], [0, 0], { weights: [0, 1] })).toBe(0);
  expect(logLoss([1], [0], { clip: Number.EPSILON })).toBe(-Math.log(Number.EPSILON));
  expect(logLoss([0], [1e-20])).toBe(1e-20);
  expect(logLoss([1], [1e-300])).toBe(-Math.log(1e-300));
});

test('columns of a matrix belong to the sorted labels, or to the given ones', () => {
  const probabilities = dense(2, 3, Float64Array.of(0.5, 0.25, 0.25, 0.125, 0.125, 0.75));
  const loss = -(Math.log(0.25) + Math.log(0.75)) / 2;
  expect(logLoss(['b', 'c'], probabilities, { classes: ['a', 'b', 'c'] })).toBe(loss);
  const swapped = -(Math.log(0.5) + Math.log(0.75)) / 2;
  expect(logLoss(['b', 'c'], probabilities, { classes: ['b', 'a', 'c'] })).toBe(swapped);
});

test('bad input is an error that names it', () => {
  const anything = (value: unknown) => value as never;
  const wide = dense(2, 3, Float64Array.of(0.5, 0.25, 0.25, 0.125, 0.125, 0.75));
  const cases: [() => unknown, string][] = [
    [() => logLoss([], []), 'logLoss: truth.length must be at least 1, got 0'],
    [() => logLoss([1], [1.5]), 'logLoss: probabilities[0] must be a number in [0, 1], got 1.5'],
    [() => logLoss([1, 0], [1]), 'probabilities.length must be 2, as of truth, got 1'],
    [
      () => logLoss([0, 1, 2], [1, 0, 0]),
      'truth must be labels of at most two classes, got "0, 1, 2"',
    ],
    [() => logLoss(['a', 'b'], [1, 0]), 'positive must be given where labels are not 0 and 1'],
    [
      () => logLoss(['a', 'b'], [1, 0], { positive: anything('c') }),
      'positive must be one of a, b, got "c"',
    ],
    [
      () => logLoss(['a', 'b'], wide),
      'the number of classes (give classes where truth lacks one) must be 3',
    ],
    [
      () => logLoss(['a', 'd'], wide, { classes: anything(['a', 'b', 'c']) }),
      'truth[1] must be one of a, b, c, got "d"',
    ],
    [
      () => logLoss(['a', 'a'], wide, { classes: anything(['a', 'b', 'b']) }),
      'classes must be distinct labels, got "a, b, b"',
    ],
    [() => logLoss(['a'], wide), 'probabilities.rows must be 1, as of truth, got 2'],
    [
      () => logLoss(['a'], dense(1, 2, Float64Array.of(0.5, 0.6))),
      'the sum of probabilities[0] must be 1, got 1.1',
    ],
    [
      () => logLoss(['a'], dense(1, 2, Float64Array.of(-0.5, 1.5))),
      'probabilities[0][0] must be a number in [0, 1], got -0.5',
    ],
    [() => logLoss([1, 0], [1, 0], anything({ eps: 1 })), 'unknown option "eps"'],
    [() => logLoss([1, 0], [1, 0], { clip: 0.5 }), 'clip must be a number in [0, 0.5), got 0.5'],
    [
      () => logLoss([1, 0], [1, 0], { weights: [1] }),
      'weights.length must be 2, the number of rows, got 1',
    ],
    [
      () => logLoss([1, 0], [1, 0], { weights: [1, -1] }),
      'weights[1] must be a finite non-negative number, got -1',
    ],
    [
      () => logLoss([1, 0], [1, 0], { weights: [0, 0] }),
      'weights must be positive for at least one row, got 0',
    ],
  ];
  for (const [call, message] of cases) expect(call).toThrow(message);
});

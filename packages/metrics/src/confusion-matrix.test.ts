import { expect, test } from 'vitest';
import { accuracy } from './accuracy.ts';
import { confusionMatrix } from './confusion-matrix.ts';

const truth = ['a', 'b', 'b', 'a', 'c'];
const predicted = ['a', 'b', 'a', 'a', 'd'];

test('counts true against predicted labels', () => {
  const { classes, counts } = confusionMatrix(truth, predicted);
  expect(classes).toEqual(['a', 'b', 'c', 'd']);
  expect(Array.from(counts.data)).toEqual([2, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
});

test('given classes are counted in their order, rows of others left out', () => {
  const { classes, counts } = confusionMatrix(truth, predicted, { classes: ['b', 'a'] });
  expect(classes).toEqual(['b', 'a']);
  expect(Array.from(counts.data)).toEqual([1, 1, 0, 2]);
});

test('normalized by row, by column, by all', () => {
  const of = (normalize: 'truth' | 'predicted' | 'all') =>
    Array.from(
      confusionMatrix([0, 1, 1, 1], [0, 0, 1, 1], { normalize, classes: [0, 1, 2] }).counts.data,
    );
  expect(of('truth')).toEqual([1, 0, 0, 1 / 3, 2 / 3, 0, 0, 0, 0]);
  expect(of('predicted')).toEqual([0.5, 0, 0, 0.5, 1, 0, 0, 0, 0]);
  expect(of('all')).toEqual([0.25, 0, 0, 0.25, 0.5, 0, 0, 0, 0]);
});

test('labels are told apart by kind, and sorted numbers first', () => {
  expect(confusionMatrix<number | string>([10, 9, '9'], [9, 9, '10']).classes).toEqual([
    9,
    10,
    '10',
    '9',
  ]);
});

test('weight 2 is the row twice', () => {
  const weights = [2, 1, 1, 1, 0];
  const doubled = [
    ['a', ...truth.slice(0, 4)],
    ['a', ...predicted.slice(0, 4)],
  ] as const;
  const classes = ['a', 'b'];
  expect(confusionMatrix(truth, predicted, { weights, classes })).toEqual(
    confusionMatrix(...doubled, { classes }),
  );
  expect(accuracy(truth, predicted, { weights })).toBe(accuracy(...doubled));
});

test('bad input is an error that names it', () => {
  const anything = (value: unknown) => value as never;
  const cases: [() => unknown, string][] = [
    [() => accuracy([], []), 'accuracy: truth.length must be at least 1, got 0'],
    [() => accuracy([1], [1, 2]), 'accuracy: predicted.length must be 1, as of truth, got 2'],
    [
      () => accuracy([1, Number.NaN], [1, 2]),
      'truth[1] must be a string, a number or a boolean, got NaN',
    ],
    [() => accuracy(anything('ab'), ['a', 'b']), 'truth must be an array of labels, got "ab"'],
    [() => accuracy([1], [1], anything({ weight: [1] })), 'unknown option "weight"'],
    [
      () => accuracy([1], [1], { weights: anything('1') }),
      'weights must be an array of numbers, got "1"',
    ],
    [
      () => confusionMatrix(['a'], ['a'], { classes: anything(['b']) }),
      'classes must be labels that occur in truth, got "b"',
    ],
    [
      () => confusionMatrix(['a'], ['a'], { normalize: anything('true') }),
      "normalize must be 'truth', 'predicted' or 'all', got \"true\"",
    ],
  ];
  for (const [call, message] of cases) expect(call).toThrow(message);
});

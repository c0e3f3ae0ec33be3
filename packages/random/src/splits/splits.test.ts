import { describe, expect, test } from 'vitest';
import fixture from '../../fixtures/splits.json';
import { groupKFold } from './group-k-fold.ts';
import { kFold } from './k-fold.ts';
import type { Label } from './labels.ts';
import { stratifiedKFold } from './stratified-k-fold.ts';
import { trainTestSplit } from './train-test-split.ts';

const labels = fixture.labels as Record<string, Label[]>;
const groups = fixture.groups as Record<string, Label[]>;

type Options = {
  testSize?: number;
  seed?: number;
  folds?: number;
  stratify?: string;
  groups?: string;
};
type Pair = { train: ArrayLike<number>; test: ArrayLike<number> };

const run = (call: string, argument: number | string, options: Options): Pair[] => {
  if (call === 'kFold') return kFold(argument as number, options as object);
  if (call === 'stratifiedKFold') return stratifiedKFold(labels[argument], options as object);
  if (call === 'groupKFold') return groupKFold(groups[argument], options as object);
  const { stratify, groups: group, ...rest } = options;
  return [
    trainTestSplit(argument as number, {
      ...rest,
      ...(stratify === undefined ? {} : { stratify: labels[stratify] }),
      ...(group === undefined ? {} : { groups: groups[group] }),
    }),
  ];
};

const plain = (pairs: Pair[]) =>
  pairs.map(({ train, test }) => ({ train: Array.from(train), test: Array.from(test) }));

describe('the splits of scikit-learn', () => {
  const names = [...new Set(fixture.cases.map(([call]) => call as string))];
  test.each(names)('%s', (name) => {
    for (const [call, argument, options, pairs] of fixture.cases as [
      string,
      number | string,
      Options,
      Pair[],
    ][])
      if (call === name)
        expect(
          plain(run(call, argument, options)),
          `${argument} ${JSON.stringify(options)}`,
        ).toEqual(pairs);
  });
});

describe('what every split keeps', () => {
  const words = labels['words'];
  test.each([
    ['trainTestSplit', [trainTestSplit(words.length, { seed: 5 })]],
    ['trainTestSplit, stratified', [trainTestSplit(words.length, { stratify: words })]],
    ['trainTestSplit, grouped', [trainTestSplit(words.length, { groups: words })]],
    ['kFold', kFold(words.length)],
    ['stratifiedKFold', stratifiedKFold(words)],
    ['groupKFold', groupKFold(words, { folds: 3, seed: 9 })],
  ])('%s: each row is on one side', (_, splits) => {
    for (const { train, test } of splits)
      expect([...train, ...test].sort((a, b) => a - b)).toEqual([...words.keys()]);
  });

  test('each row is tested once over the folds', () => {
    for (const splits of [kFold(23), stratifiedKFold(words), groupKFold(words, { folds: 2 })])
      expect(splits.flatMap(({ test }) => [...test]).sort((a, b) => a - b)).toEqual([
        ...words.keys(),
      ]);
  });

  test('no group is on both sides', () => {
    for (const seed of [0, 1, 2])
      for (const { train, test } of groupKFold(groups['ties'], { folds: 3, seed })) {
        const inTrain = new Set(Array.from(train, (row) => groups['ties'][row]));
        for (const row of test) expect(inTrain.has(groups['ties'][row])).toBe(false);
      }
  });

  test('the order of equal groups depends on the seed', () => {
    const equal = Array.from({ length: 24 }, (_, i) => i >> 1);
    const tests = [0, 1, 2, 3].map((seed) => String(groupKFold(equal, { folds: 3, seed })[0].test));
    expect(new Set(tests).size).toBeGreaterThan(1);
  });

  test('labels of several kinds, sorted and told apart', () => {
    const mixed: Label[] = [1, '1', true, 1, '1', true];
    for (const { test } of stratifiedKFold(mixed, { folds: 2 }))
      expect(new Set(Array.from(test, (row) => mixed[row])).size).toBe(3);
  });
});

test('a large stratified split does not overflow the stack', () => {
  const many = Array.from({ length: 300_000 }, (_, i) => i % 2);
  expect(trainTestSplit(many.length, { stratify: many }).test).toHaveLength(75_000);
});

test('bad arguments are errors that name them', () => {
  const anything = (value: unknown) => value as never;
  const cases: [() => unknown, string][] = [
    [
      () => trainTestSplit(-1),
      'trainTestSplit: rows must be an integer in [0, 4294967295], got -1',
    ],
    [() => trainTestSplit(0), 'trainTestSplit: testSize 0.25 leaves none of 0 rows for training'],
    [() => trainTestSplit(1), 'testSize 0.25 leaves none of 1 rows for training'],
    [() => trainTestSplit(5, { testSize: 5 }), 'testSize 5 leaves none of 5 rows for training'],
    [
      () => trainTestSplit(5, { testSize: 0 }),
      'testSize must be a share above 0 and below 1, or a count of at least 1, got 0',
    ],
    [() => trainTestSplit(5, { testSize: 1.5 }), 'got 1.5'],
    [() => trainTestSplit(5, { testSize: anything('0.2') }), 'got "0.2"'],
    [
      () => trainTestSplit(5, anything({ test_size: 1 })),
      'unknown option "test_size"; the options are testSize',
    ],
    [() => trainTestSplit(5, anything(null)), 'options must be an object, got null'],
    [() => trainTestSplit(5, { seed: -1 }), 'seed must be an integer in [0, 4294967295], got -1'],
    [
      () => trainTestSplit(3, { stratify: ['a', 'b'] }),
      'stratify.length must be 3, the number of rows, got 2',
    ],
    [() => trainTestSplit(3, { stratify: ['a', 'a', 'b'] }), 'class "b" has one'],
    [
      () => trainTestSplit(4, { stratify: ['a', 'a', 'b', 'b'] }),
      'a row of each of 2 classes on both sides, got 3 rows for training and 1 for testing',
    ],
    [
      () => trainTestSplit(2, { stratify: anything(['a', null]) }),
      'stratify[1] must be a string, a number or a boolean, got null',
    ],
    [
      () => trainTestSplit(2, { groups: ['a', 'a'] }),
      'testSize 0.25 leaves none of 1 groups for training',
    ],
    [
      () => trainTestSplit(2, { groups: [1, 2], stratify: [1, 2] }),
      'stratify must be left out where groups are given',
    ],
    [
      () => trainTestSplit(2, { groups: [1, 2], shuffle: false }),
      'shuffle must be true where groups is given, got false',
    ],
    [() => trainTestSplit(2, { shuffle: anything(1) }), 'shuffle must be true or false, got 1'],
    [() => kFold(4), 'kFold: 5 folds need at least as many rows, got 4'],
    [() => kFold(4, { folds: 1 }), 'kFold: folds must be an integer of at least 2, got 1'],
    [() => kFold(4, { shuffle: anything('no') }), 'shuffle must be true or false, got "no"'],
    [
      () => stratifiedKFold([1, 2, 1, 2]),
      'stratifiedKFold: 5 folds need a class with at least as many rows, the largest has 2',
    ],
    [() => stratifiedKFold([]), 'the largest has 0'],
    [
      () => stratifiedKFold([1, Number.NaN], { folds: 2 }),
      'labels[1] must be a string, a number or a boolean, got NaN',
    ],
    [() => stratifiedKFold(anything(7)), 'labels must be an array of labels, got 7'],
    [
      () => groupKFold(['a', 'b', 'a'], { folds: 3 }),
      'groupKFold: 3 folds need at least as many groups, got 2',
    ],
  ];
  for (const [call, message] of cases) expect(call).toThrow(message);
});

import { CellError, type TableRecord } from '@betahat/features';
import { describe, expect, test } from 'vitest';
import { twoSpecies } from '../../test/penguins.ts';
import { LogisticPipeline } from '../logistic-pipeline.ts';
import type { TableRows } from './input-table.ts';

const pipeline = LogisticPipeline.fit(twoSpecies, { target: 'species' });
const penguin: TableRecord = twoSpecies[0];

const without = (name: string): TableRecord =>
  Object.fromEntries(Object.entries(penguin).filter(([key]) => key !== name));

/** Plain JavaScript callers have no types to stop them. */
const predict = (rows: unknown) => () => pipeline.predict(rows as TableRows);

describe('missing values', () => {
  test('null, undefined, NaN and blank text are one and the same', () => {
    const logit = pipeline.decisionFunction({ ...penguin, mass: null });
    for (const mass of [undefined, Number.NaN, ' '])
      expect(pipeline.decisionFunction({ ...penguin, mass })).toBe(logit);
  });

  test('a missing key is a hole where the column had holes in the fit', () => {
    expect(pipeline.decisionFunction(without('bill_length'))).toBe(
      pipeline.decisionFunction({ ...penguin, bill_length: null }),
    );
    const { names, columns } = {
      names: ['island', 'mass', 'seen'],
      columns: [['Dream'], [4], ['2007-11-11']],
    };
    expect(pipeline.decisionFunction({ names, columns })[0]).toBe(
      pipeline.decisionFunction({ island: 'Dream', mass: 4, seen: '2007-11-11' }),
    );
  });

  test('a missing key is an error in any other column', () => {
    expect(predict(without('mass'))).toThrow(
      'predict: column "mass", row 0 (counted from 0) must be there, as in every row of the fit ' +
        '(null says that the value is not known), got undefined',
    );
    expect(predict([penguin, without('seen')])).toThrow(CellError);
    expect(predict([penguin, without('seen')])).toThrow('column "seen", row 1');
    expect(predict({ names: ['island', 'seen'], columns: [['Dream'], ['2007-11-11']] })).toThrow(
      'predict: table.names must be a list with "mass", got an array of length 2',
    );
  });

  test('inherited keys do not count', () => {
    expect(predict(Object.create(penguin))).toThrow('column "island", row 0');
  });

  test('an option may say what a hole is taken for', () => {
    const options = { target: 'species' } as const;
    const all = LogisticPipeline.fit(twoSpecies, { ...options, holes: 'mostFrequent' });
    expect(all.optional).toEqual(all.inputs);
    expect(['Adelie', 'Chinstrap']).toContain(all.predict({}));
    for (const perColumn of [
      { mass: { holes: 'median' } },
      new Map([['mass', { holes: 'median' }]]),
    ]) {
      const one = LogisticPipeline.fit(twoSpecies, { ...options, perColumn } as never);
      expect(one.optional).toEqual(['bill_length', 'mass', 'male']);
    }
    const strict = LogisticPipeline.fit(
      twoSpecies.map(({ species, island, mass }) => ({ species, island, mass })),
      { ...options, holes: 'error' },
    );
    expect(strict.optional).toEqual([]);
    expect(() => strict.predict({ island: 'Dream', mass: null })).toThrow(
      'TableEncoder.transform: column "mass", row 0 (counted from 0) must be a finite number, got null',
    );
  });
});

test('unseen levels have no effect and are counted', () => {
  const rows = ['Mars', 'Dream', 'Mars', 'Venus'].map((island) => ({ ...penguin, island }));
  const { unseen, holes } = pipeline.transform(rows);
  expect([...unseen.keys()]).toEqual(['island']);
  expect([...unseen.get('island')!]).toEqual([
    ['Mars', 2],
    ['Venus', 1],
  ]);
  expect(holes.has('island')).toBe(false);
  expect(pipeline.decisionFunction(rows[0])).toBe(
    pipeline.decisionFunction({ ...penguin, island: null }),
  );
});

describe('what is not rows', () => {
  test.each<[string, unknown, string]>([
    [
      'nothing',
      undefined,
      'predict: rows must be a record, an array of records or a table, got undefined',
    ],
    ['text', 'abc', 'rows must be a record, an array of records or a table, got "abc"'],
    ['no rows', [], 'predict: rows must be at least one record, got an array of length 0'],
    ['a number among records', [penguin, 5], 'predict: rows[1] must be a record, got 5'],
    ['rows of numbers', [[1, 2]], 'rows[0] must be a record, got an array of length 2'],
    ['an empty table', { names: [], columns: [] }, 'the number of rows must be at least 1, got 0'],
    [
      'columns of two lengths',
      { names: ['island', 'mass', 'seen'], columns: [['Dream'], [1, 2], ['2007-11-11']] },
      'the length of column "mass" must be 1, got 2',
    ],
    [
      'text among numbers',
      [penguin, { ...penguin, mass: 'heavy' }],
      'column "mass", row 1 (counted from 0) must be a finite number, got "heavy"',
    ],
  ])('%s', (_, rows, message) => {
    expect(predict(rows)).toThrow(message);
  });

  test('contributions are of one record', () => {
    expect(() => pipeline.contributions([penguin] as never)).toThrow(
      'contributions: record must be one record, got an array of length 1',
    );
  });
});

test('a record may have the keys of a table', () => {
  const rows = [1, 2, 3, 4].map((x) => ({ names: x, columns: `${x % 2}`, y: x > 2 }));
  const odd = LogisticPipeline.fit(rows, { target: 'y' });
  expect(odd.predict({ names: 5, columns: '1' })).toBe(true);
});

import { CellError, type TableRecord } from '@betahat/features';
import { describe, expect, test } from 'vitest';
import { penguins, twoSpecies } from '../test/penguins.ts';
import { LogisticPipeline } from './logistic-pipeline.ts';
import { SoftmaxPipeline } from './softmax-pipeline.ts';

/** Plain JavaScript callers have no types to stop them. */
const fit = (rows: unknown, options: unknown) => () =>
  LogisticPipeline.fit(rows as TableRecord[], options as { target: string });

const withTarget = (row: number, species: unknown) =>
  twoSpecies.map((record, i) => (i === row ? { ...record, species } : record));

const options = { target: 'species' };

describe('the target', () => {
  test.each([null, undefined, Number.NaN, ' ', Number.POSITIVE_INFINITY, new Date(0), 5n])(
    'must be a label in every row, unlike %s',
    (cell) => {
      expect(fit(withTarget(3, cell), options)).toThrow(CellError);
      expect(fit(withTarget(3, cell), options)).toThrow(
        'LogisticPipeline.fit: column "species", row 3 (counted from 0) must be a label: text that is not blank, a finite number, true or false, got',
      );
    },
  );

  test('must be there', () => {
    const missing = twoSpecies.map(({ species, ...record }, i) =>
      i === 5 ? record : { ...record, species },
    );
    expect(fit(missing, options)).toThrow('column "species", row 5');
  });

  test('must be of one type', () => {
    expect(fit(withTarget(3, 7), options)).toThrow(
      'column "species", row 3 (counted from 0) must be a string like the labels before it, got 7',
    );
  });

  test('has two classes, or more for softmax', () => {
    expect(fit(penguins, options)).toThrow(
      'LogisticPipeline.fit: the number of classes in column "species" must be 2 (SoftmaxPipeline fits more), got 3',
    );
    const alike = penguins.filter(({ species }) => species === 'Gentoo');
    expect(() => SoftmaxPipeline.fit(alike, { target: 'species' })).toThrow(
      'SoftmaxPipeline.fit: the number of classes in column "species" must be at least 2, got 1',
    );
  });

  test('is no feature', () => {
    expect(fit(twoSpecies, { ...options, columns: ['mass', 'species'] })).toThrow(
      'LogisticPipeline.fit: columns must be without the target, got "species"',
    );
  });
});

describe('options', () => {
  test.each<[string, unknown, string]>([
    ['none', undefined, 'LogisticPipeline.fit: options must be an object, got undefined'],
    ['no target', {}, 'LogisticPipeline.fit: target must be the name of a column, got undefined'],
    [
      'another target',
      { target: 'kind' },
      'LogisticPipeline.fit: target must be one of id, study, species,',
    ],
    [
      'misspelt',
      { ...options, L2: 1 },
      'unknown option "L2"; the options are target, columns, perColumn',
    ],
    ['a signal without fitAsync', { ...options, signal: null }, 'unknown option "signal"'],
    [
      'of the encoder',
      { ...options, minCount: 0 },
      'minCount must be an integer of at least 1, got 0',
    ],
    ['of the model', { ...options, l2: -1 }, 'l2 must be a non-negative finite number, got -1'],
    ['of a column', { ...options, perColumn: { wings: {} } }, 'a name in perColumn must be one of'],
    ['columns', { ...options, columns: 'mass' }, 'columns must be an array of strings, got "mass"'],
  ])('%s', (_, given, message) => {
    expect(fit(twoSpecies, given)).toThrow(message);
  });
});

describe('rows', () => {
  test.each<[string, unknown, string]>([
    [
      'nothing',
      null,
      'LogisticPipeline.fit: rows must be an array of records or a table, got null',
    ],
    ['a record', twoSpecies[0], 'rows must be an array of records or a table, got an object'],
    [
      'no rows',
      { names: ['species', 'mass'], columns: [[], []] },
      'the number of rows must be at least 1',
    ],
    ['a number', [...twoSpecies, 5], 'records[40] must be an object, got 5'],
    [
      'a table of two lengths',
      { names: ['species', 'mass'], columns: [['a', 'b'], [1]] },
      'the length of column "mass" must be 2, got 1',
    ],
  ])('%s', (_, rows, message) => {
    expect(fit(rows, options)).toThrow(message);
  });

  test('that tell nothing', () => {
    const rows = twoSpecies.map(({ id, study, species }) => ({ id, study, species }));
    expect(fit(rows, options)).toThrow(
      'LogisticPipeline.fit: no column is left to predict from: "id" is identifier, "study" is constant',
    );
    expect(
      fit(
        twoSpecies.map(({ species }) => ({ species })),
        options,
      ),
    ).toThrow(/no column is left to predict from$/);
  });

  test('of none', () => {
    expect(fit([], options)).toThrow('LogisticPipeline.fit: rows must be at least one record');
  });
});

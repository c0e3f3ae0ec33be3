import { TableEncoder, tableFromRecords } from '@betahat/features';
import { ConvergenceError, LogisticRegression, SeparationError } from '@betahat/models';
import { loadTable, relativeError } from '@betahat/testing';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { twoSpecies } from '../test/penguins.ts';
import { LogisticPipeline } from './logistic-pipeline.ts';

const pipeline = LogisticPipeline.fit(twoSpecies, { target: 'species' });
const table = tableFromRecords(twoSpecies);
const features = table.names.filter((name) => name !== 'species');

test('is the encoder and the model, one after the other', () => {
  const { fitted, X } = TableEncoder.fitTransform(table, { columns: features });
  const model = LogisticRegression.fit(
    X,
    twoSpecies.map(({ species }) => species),
  );
  expect(pipeline.encoder.toJSON()).toEqual(fitted.toJSON());
  expect(pipeline.model.coefficients).toEqual(model.coefficients);
  expect(pipeline.predict(table)).toEqual(model.predict(X));
  expect(pipeline.predictProba(table)).toEqual(model.predictProba(X));
  expect(pipeline.decisionFunction(table)).toEqual(model.decisionFunction(X));
  expect(pipeline.transform(table).X).toEqual(X);
  expect(pipeline.report.objective).toBe(model.report.objective);
});

test('says what it is made of', () => {
  expect(pipeline.classes).toEqual(['Adelie', 'Chinstrap']);
  expect(pipeline.target).toBe('species');
  expect(pipeline.inputs).toEqual(['island', 'bill_length', 'mass', 'male', 'seen']);
  expect(pipeline.optional).toEqual(['bill_length', 'male']);
  expect(pipeline.names).toEqual([
    'island=Biscoe',
    'island=Dream',
    'island=Torgersen',
    'bill_length',
    'bill_length is missing',
    'mass',
    'male',
    'male is missing',
    'seen',
  ]);
  expect(pipeline.outputs[1].level).toBe('Dream');
  expect(pipeline.dropped).toEqual([
    { name: 'id', reason: 'identifier' },
    { name: 'study', reason: 'constant' },
  ]);
  expect(pipeline.report.converged).toBe(true);
});

test('never changes', () => {
  expect(Object.isFrozen(pipeline)).toBe(true);
  expect(Object.isFrozen(pipeline.optional)).toBe(true);
  pipeline.predictProba(twoSpecies[0])[0] = 7;
  pipeline.coefficientsInOriginalUnits().coefficients[0] = 7;
  expect(pipeline.predictProba(twoSpecies[0])).toEqual(
    LogisticPipeline.fromJSON(pipeline.toJSON()).predictProba(twoSpecies[0]),
  );
});

test('records and tables give the same pipeline; the target is nowhere needed afterwards', () => {
  const ofTable = LogisticPipeline.fit(table, { target: 'species' });
  expect(ofTable.model.coefficients).toEqual(pipeline.model.coefficients);
  const { species, ...record } = twoSpecies[7];
  expect(pipeline.predict({ ...record, surplus: 'x' })).toBe(pipeline.predict(twoSpecies)[7]);
  expect(['Adelie', 'Chinstrap']).toContain(species);
});

test('options reach the encoder and the model', () => {
  const sparse = LogisticPipeline.fit(twoSpecies, {
    target: 'species',
    columns: ['mass', 'island'],
    perColumn: { island: { coding: 'reference', reference: 'Dream' } },
    scale: 'none',
    sparse: true,
    l2: 3,
    intercept: false,
  });
  expect(sparse.names).toEqual(['mass', 'island=Biscoe', 'island=Torgersen']);
  expect(sparse.transform(twoSpecies[0]).X.kind).toBe('csr');
  expect(sparse.model.intercept).toBe(0);
  const { fitted, X } = TableEncoder.fitTransform(table, {
    columns: ['mass', 'island'],
    perColumn: { island: { coding: 'reference', reference: 'Dream' } },
    scale: 'none',
    sparse: true,
  });
  const y = twoSpecies.map(({ species }) => species);
  const model = LogisticRegression.fit(X, y, { l2: 3, intercept: false });
  expect(sparse.names).toEqual(fitted.names);
  expect(sparse.model.coefficients).toEqual(model.coefficients);
  const { intercept, terms } = sparse.contributions(twoSpecies[1]);
  const sum = terms.reduce((total, term) => total + term, intercept);
  expect(relativeError(sum, sparse.decisionFunction(twoSpecies[1]))).toBeLessThan(1e-12);
});

test('labels may be numbers or booleans', () => {
  const rows = [1, 2, 3, 4].map((x) => ({ x, large: x > 2, code: x > 2 ? 10 : 9 }));
  const flags = LogisticPipeline.fit(rows, { target: 'large', columns: ['x'] });
  expect(flags.predict({ x: 5 })).toBe(true);
  expectTypeOf(flags.predict({ x: 5 })).toEqualTypeOf<boolean>();
  const codes = LogisticPipeline.fit(rows, { target: 'code', columns: ['x'] });
  expect(codes.predict([{ x: 0 }, { x: 5 }])).toEqual([9, 10]);
  expectTypeOf(codes.predict({ x: 5 })).toEqualTypeOf<number>();
  expectTypeOf(pipeline.predict(twoSpecies)).toEqualTypeOf<string[]>();
});

test('contributions sum up to the logit', () => {
  for (const record of twoSpecies) {
    const { intercept, terms } = pipeline.contributions(record);
    expect(terms.length).toBe(pipeline.names.length);
    const sum = terms.reduce((total, term) => total + term, intercept);
    expect(relativeError(sum, pipeline.decisionFunction(record), 1)).toBeLessThan(1e-12);
  }
  const island = pipeline.names.indexOf('island=Dream');
  const { terms } = pipeline.contributions({ ...twoSpecies[0], island: 'Torgersen' });
  expect(Object.is(terms[island], 0)).toBe(true);
});

test('coefficients in original units give the logits of the raw table', () => {
  const { X, names, labels, target } = loadTable('breast_cancer');
  const cancer = LogisticPipeline.fit(
    {
      names: [...names, target],
      columns: [...names.map((_, j) => X.map((row) => row[j])), labels],
    },
    { target },
  );
  expect(cancer.names).toEqual(names);
  const { coefficients, intercept } = cancer.coefficientsInOriginalUnits();
  const logits = X.map((row) => row.reduce((sum, x, j) => sum + coefficients[j] * x, intercept));
  const records = X.map((row) => Object.fromEntries(row.map((x, j) => [names[j], x])));
  expect(relativeError(logits, cancer.decisionFunction(records), 1)).toBeLessThan(1e-10);
});

describe('fitAsync', () => {
  test('gives the pipeline of fit', async () => {
    const again = await LogisticPipeline.fitAsync(twoSpecies, { target: 'species' });
    expect(again.model.coefficients).toEqual(pipeline.model.coefficients);
  });

  test('can be aborted, and carries the pipeline as far as it came', async () => {
    const error = await LogisticPipeline.fitAsync(twoSpecies, {
      target: 'species',
      signal: AbortSignal.abort('enough'),
    }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConvergenceError);
    expect((error as ConvergenceError<LogisticPipeline>).cause).toBe('enough');
    expect((error as ConvergenceError<LogisticPipeline>).model).toBeInstanceOf(LogisticPipeline);
  });
});

describe('fits that do not end well', () => {
  const caught = (fit: () => unknown): unknown => {
    try {
      return fit();
    } catch (error) {
      return error;
    }
  };

  test('a ConvergenceError carries the pipeline', () => {
    const error = caught(() =>
      LogisticPipeline.fit(twoSpecies, { target: 'species', maxIterations: 1, tolerance: 1e-14 }),
    ) as ConvergenceError<LogisticPipeline>;
    expect(error).toBeInstanceOf(ConvergenceError);
    expect(error.message).toMatch(/^LogisticPipeline\.fit: /);
    expect(error.model.predict(twoSpecies).length).toBe(twoSpecies.length);
    expect(error.report.status).toBe('iterationLimit');
  });

  test('a SeparationError names the columns', () => {
    const rows = [1, 2, 3, 4].map((x) => ({ size: x, y: x > 2 ? 'b' : 'a' }));
    const error = caught(() => LogisticPipeline.fit(rows, { target: 'y', l2: 0 }));
    expect(error).toBeInstanceOf(SeparationError);
    expect((error as Error).message).toContain(
      'LogisticPipeline.fit: the classes are separable (complete) along a direction of column size,',
    );
    expect((error as SeparationError).columns).toEqual([0]);
  });
});

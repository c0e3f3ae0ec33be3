import { LogisticPipeline, SoftmaxPipeline } from '@betahat/pipeline';
import { pipelineFromJSON } from '@betahat/pipeline/predict';
import { describe, expect, test } from 'vitest';
import { tableOf } from '../../test/own-tables.ts';
import { axesOf, marksOf, planeOf } from './boundary.ts';
import { effectsOf } from './coefficients.ts';
import { compareSolvers } from './compare-solvers.ts';
import { evaluate } from './evaluate.ts';
import { fitTable } from './fit.ts';
import { type PathPoint, penaltyPath } from './penalty-path.ts';
import { penaltyAt, positionOf, STEPS } from './penalty-scale.ts';
import { cellsOf, readCsv } from './read-csv.ts';
import { firstSettings, methodOf, type SolverName, solversFor, whyNot } from './settings.ts';
import { splitRows } from './split.ts';
import { predictRow, type TypedRow, typicalRow } from './typed-row.ts';
import { unitOf } from './unit-of.ts';

const people = tableOf('people.csv');
const iris = tableOf('iris.csv');

test('the page fits what the packages fit', async () => {
  const settings = { ...firstSettings(iris), heldOut: 0 };
  const { pipeline, warning } = await fitTable(iris, settings);
  const direct = SoftmaxPipeline.fit(iris, { target: 'species' });
  expect(warning).toBeNull();
  expect(pipeline.model.coefficients).toEqual(direct.model.coefficients);
  const two = await fitTable(people, { ...firstSettings(people), heldOut: 0, l2: 0.5 });
  const directly = LogisticPipeline.fit(people, { target: 'fit', l2: 0.5 });
  expect(two.pipeline.toJSON().model.coefficients).toEqual(directly.toJSON().model.coefficients);
});

test.each<[number, SolverName]>([
  ...solversFor(0).map((name): [number, SolverName] => [0, name]),
  ...solversFor(1).map((name): [number, SolverName] => [0.3, name]),
])('l1 %d by %s ends at one objective', async (l1, solver) => {
  const settings = { ...firstSettings(people), l1, solver, learningRate: 0.05 };
  const { pipeline } = await fitTable(people, settings);
  const { pipeline: other } = await fitTable(people, { ...settings, solver: 'auto' });
  expect(pipeline.report.converged).toBe(true);
  expect(pipeline.report.objective / other.report.objective - 1).toBeLessThan(1e-8);
  if (solver !== 'auto') expect(methodOf(settings)).toHaveProperty('name', solver);
});

describe('what cannot be fitted is said in words', () => {
  const first = firstSettings(people);
  test.each([
    [{ target: 'mass_kg' }, 'The target "mass_kg" is empty in row 8 of the file.'],
    [{ columns: [] }, 'Choose at least one column to predict from.'],
  ])('%j', async (change, message) => {
    expect(whyNot(people, { ...first, ...change })).toBe(message);
    await expect(fitTable(people, { ...first, ...change })).rejects.toThrow(message);
  });

  test('a target of one class, and one of too many', () => {
    const table = readCsv(`a,b\n${Array.from({ length: 60 }, (_, i) => `${i},x`).join('\n')}`);
    expect(whyNot(table, firstSettings(table))).toContain('"x" in every row');
    expect(whyNot(table, { ...firstSettings(table), target: 'a', columns: ['b'] })).toContain(
      '60 different values',
    );
  });

  test.each([
    ['a,b\n1,x\n2,x\n3,y\n4,y\n5,z\n', 'The class "z" has one row'],
    ['a,b\n1,x\n2,y\n3,x\n4,y\n', '4 rows of 2 classes are too few to hold some out'],
  ])('rows that cannot be held out: %j', (text, message) => {
    const table = readCsv(text);
    expect(whyNot(table, firstSettings(table))).toContain(message);
    expect(whyNot(table, { ...firstSettings(table), heldOut: 0 })).toBeNull();
  });

  test('separable classes without a penalty', async () => {
    const table = readCsv('a,b\n1,no\n2,no\n3,yes\n4,yes');
    const settings = { ...firstSettings(table), l2: 0, heldOut: 0 };
    await expect(fitTable(table, settings)).rejects.toThrow(/separable.*column.*a/);
  });

  test('a fit that ends early keeps its model', async () => {
    const stop = new AbortController();
    const { pipeline, warning } = await fitTable(
      tableOf('digits.csv'),
      { ...firstSettings(tableOf('digits.csv')), solver: 'gradientDescent' },
      { signal: stop.signal, onIteration: () => stop.abort() },
    );
    expect(pipeline.report.status).toBe('aborted');
    expect(warning).toBe(pipeline.report.message);
  });
});

test('a model is judged by the rows that it was not fitted on', async () => {
  const settings = firstSettings(iris);
  const { train, test: held } = splitRows(iris, settings);
  expect([train.length, held.length]).toEqual([112, 38]);
  const { pipeline } = await fitTable(iris, settings);
  const { rows, accuracy, confusion, curves } = evaluate(pipeline, iris, held);
  const counts = confusion.flat();
  expect([rows, counts.reduce((a, b) => a + b)]).toEqual([38, 38]);
  expect(accuracy).toBeCloseTo(
    (confusion[0]![0]! + confusion[1]![1]! + confusion[2]![2]!) / 38,
    14,
  );
  expect(curves.map(({ label }) => label)).toEqual(['setosa', 'versicolor', 'virginica']);
  expect(curves[0]!.auc).toBe(1);
  expect(curves[1]!.calibration.rows.reduce((a, b) => a + b)).toBe(38);
});

test('terms of a typed row and its intercept sum up to the logit', async () => {
  const { pipeline } = await fitTable(people, firstSettings(people));
  const predictor = pipelineFromJSON(JSON.parse(JSON.stringify(pipeline)));
  const row: TypedRow = { ...typicalRow(predictor, people), 'height (cm)': '171' };
  const { terms, intercept, probabilities } = predictRow(predictor, row, 1);
  const logit = terms.reduce((sum, { term }) => sum + term, intercept);
  expect(1 / (1 + Math.exp(-logit))).toBeCloseTo(probabilities[1]!, 12);
  expect(row['town']).toBe('Rome');
});

test('effects per unit move the logit by that much', async () => {
  const { pipeline } = await fitTable(people, firstSettings(people));
  const predictor = pipelineFromJSON(JSON.parse(JSON.stringify(pipeline)));
  const { effects } = effectsOf(predictor, 1);
  const height = effects.find(({ name }) => name === 'height (cm)')!;
  expect(height.unit).toBe('per cm');
  const logit = (cm: string) => {
    const { terms, intercept } = predictRow(
      predictor,
      { ...typicalRow(predictor, people), 'height (cm)': cm },
      1,
    );
    return terms.reduce((sum, { term }) => sum + term, intercept);
  };
  expect(logit('171') - logit('170')).toBeCloseTo(height.perUnit, 12);
  expect(effects.map(({ unit }) => unit)).toContain('per day');
  expect(effects.find(({ name }) => name === 'town=Rome')?.unit).toBe('if so');
});

test('a plane holds the other columns still', async () => {
  const { pipeline } = await fitTable(iris, firstSettings(iris));
  const predictor = pipelineFromJSON(JSON.parse(JSON.stringify(pipeline)));
  expect(axesOf(predictor)).toHaveLength(4);
  const { regions, lattice } = planeOf(predictor, iris, ['petal_length_cm', 'petal_width_cm']);
  for (let i = 0; i < lattice.xs.length * lattice.ys.length; i++)
    expect(regions.reduce((sum, region) => sum + region[i]!, 0)).toBeCloseTo(1, 12);
  expect(regions[0]![0]).toBeGreaterThan(0.5);
  expect(regions[2]!.at(-1)).toBeGreaterThan(0.5);
});

test('words and dates are axes too, and a plane is the model asked cell by cell', async () => {
  const { pipeline } = await fitTable(people, firstSettings(people));
  const predictor = pipelineFromJSON(JSON.parse(JSON.stringify(pipeline)));
  const all = ['height (cm)', 'mass_kg', 'since', 'smoker', 'town'];
  expect([...axesOf(predictor)].sort()).toEqual(all);
  const names = ['since', 'town'] as const;
  const plane = planeOf(predictor, people, names);
  expect(plane.y.levels).toEqual(['Lima', 'Oslo', 'Rome']);
  expect(plane.x.format?.(plane.x.positionOf('2020-02-29')!)).toBe('2020-02-29');
  const { xs, ys } = plane.lattice;
  const row = { ...typicalRow(predictor, people), since: plane.x.cellAt(xs[9]!), town: 'Oslo' };
  const middle = ys.findIndex((y) => y > 1) * xs.length + 9;
  const [chance] = predictor.predictProba(row);
  expect(plane.regions[0]![middle]).toBeCloseTo(chance!, 12);

  const marks = marksOf(predictor, people, names, plane);
  expect(marks).toHaveLength(12);
  expect(marks.map(({ y }) => plane.y.levels![Math.floor(y)])).toEqual(cellsOf(people, 'town'));
  const withHole = ['mass_kg', 'smoker'] as const;
  const other = planeOf(predictor, people, withHole);
  expect(marksOf(predictor, people, withHole, other)).toHaveLength(11);
});

test('the path goes from nothing to the unpenalised, and an l1 penalty leaves columns out', async () => {
  const points: PathPoint[] = [];
  for await (const point of penaltyPath(people, firstSettings(people), 'l1')) points.push(point);
  expect(points[0]!.nonzero).toBe(0);
  expect(points.at(-1)!.nonzero).toBeGreaterThan(4);
  expect(points.map(({ penalty }) => penalty)).toEqual(
    points.map(({ penalty }) => penalty).sort((a, b) => b - a),
  );
});

test('the solvers are compared at one minimum', async () => {
  const names: string[] = [];
  for await (const run of compareSolvers(people, {
    ...firstSettings(people),
    learningRate: 0.05,
  })) {
    names.push(run.solver);
    expect(run.converged).toBe(true);
    expect(run.passes).toBeGreaterThan(1);
  }
  expect(names).toEqual(solversFor(0).slice(1));
});

test('units in names', () => {
  expect(['height (cm)', 'mass [kg]', 'petal_length_cm', 'mean radius'].map(unitOf)).toEqual([
    'cm',
    'kg',
    'cm',
    null,
  ]);
});

test('the penalty slider goes there and back', () => {
  const values = Array.from({ length: STEPS + 1 }, (_, i) => penaltyAt(i));
  expect([values[0], values[1], values[31], values[61]]).toEqual([0, 0.001, 1, 1000]);
  expect(values.map(positionOf)).toEqual(values.map((_, i) => i));
});

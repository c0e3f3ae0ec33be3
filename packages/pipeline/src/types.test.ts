import type { Cell, Table } from '@betahat/features';
import type { Label } from '@betahat/models';
import { expect, expectTypeOf, test } from 'vitest';
import { LogisticPipeline } from './logistic-pipeline.ts';
import { SoftmaxPipeline } from './softmax-pipeline.ts';

interface Penguin {
  readonly species: 'Adelie' | 'Gentoo';
  readonly mass: number | null;
  readonly seen?: Date;
}

const rows: Penguin[] = [
  { species: 'Adelie', mass: 3700 },
  { species: 'Adelie', mass: null },
  { species: 'Gentoo', mass: 4900, seen: new Date('2007-11-11') },
  { species: 'Gentoo', mass: 5100, seen: new Date('2007-11-12') },
];
const loose: { [name: string]: Cell } = { mass: 5000 };
const table: Table = { names: ['mass'], columns: [[3500, 5000]] };
const pipeline = LogisticPipeline.fit(rows, { target: 'species' });

test('labels are those of the target, for records of any type', () => {
  type Species = Penguin['species'];
  expectTypeOf(pipeline).toEqualTypeOf<LogisticPipeline<Species>>();
  expectTypeOf(pipeline.predict(rows[0])).toEqualTypeOf<Species>();
  expectTypeOf(pipeline.predict(loose)).toEqualTypeOf<Species>();
  expectTypeOf(pipeline.predict({ mass: 1, surplus: true })).toEqualTypeOf<Species>();
  expectTypeOf(pipeline.predict(rows)).toEqualTypeOf<Species[]>();
  expectTypeOf(pipeline.predict([{ mass: 1 }, { mass: 2, seen: '2007-11-11' }])).toEqualTypeOf<
    Species[]
  >();
  expectTypeOf(pipeline.predict(table)).toEqualTypeOf<Species[]>();
  expectTypeOf(pipeline.decisionFunction(rows[0])).toEqualTypeOf<number>();
  expectTypeOf(pipeline.decisionFunction(rows)).toEqualTypeOf<Float64Array>();
  expect(pipeline.predict(table)).toEqual(['Adelie', 'Gentoo']);
});

test('labels of a table are not known to the compiler', () => {
  const columns = [[1, 2, 3, 4, 5, 6], [...'abcabc']];
  const fitted = SoftmaxPipeline.fit({ names: ['x', 'y'], columns }, { target: 'y' });
  expectTypeOf(fitted).toEqualTypeOf<SoftmaxPipeline<Label>>();
  expectTypeOf(fitted.contributions({ x: 1 }).intercepts).toEqualTypeOf<Float64Array>();
  expect(fitted.classes).toEqual(['a', 'b', 'c']);
});

test('what is no row does not compile', () => {
  // @ts-expect-error text
  expect(() => pipeline.predict('abc')).toThrow(TypeError);
  // @ts-expect-error rows of numbers
  expect(() => pipeline.predict([[1, 2]])).toThrow(TypeError);
  // @ts-expect-error a cell that is an object
  expect(() => pipeline.predict({ mass: {} })).toThrow(RangeError);
  // @ts-expect-error several records
  expect(() => pipeline.contributions(rows)).toThrow(TypeError);
  // @ts-expect-error a target that is no column
  expect(() => LogisticPipeline.fit(rows, { target: 'kind' })).toThrow(RangeError);
  // @ts-expect-error misspelt
  expect(() => LogisticPipeline.fit(rows, { target: 'species', L2: 1 })).toThrow(TypeError);
});

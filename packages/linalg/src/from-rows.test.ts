import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyRows } from '../test/samples.ts';
import { fromColumns } from './from-columns.ts';
import { fromRows } from './from-rows.ts';

test('copies rows of numbers and of typed arrays', () => {
  expect(
    fromRows([
      [1, 2],
      [3, 4],
      [5, 6],
    ]).data,
  ).toEqual(Float64Array.of(1, 2, 3, 4, 5, 6));
  expect(fromRows([Float64Array.of(1, 2)]).data).toEqual(Float64Array.of(1, 2));
});

test('stays float32 where every row is', () => {
  expect(fromRows([Float32Array.of(1), Float32Array.of(2)]).data).toEqual(Float32Array.of(1, 2));
});

test('may be empty', () => {
  expect(fromRows([])).toMatchObject({ rows: 0, cols: 0 });
  expect(fromRows([[], []])).toMatchObject({ rows: 2, cols: 0 });
});

test('names the place of what does not fit', () => {
  expect(() => fromRows([[1, 2], [3]])).toThrow('fromRows: rows[1].length must be 2, got 1');
  expect(() =>
    fromRows([
      [1, 2],
      [3, 'x' as never],
    ]),
  ).toThrow('fromRows: rows[1][1] must be a number, got "x"');
  expect(() => fromRows([[1], 2 as never])).toThrow(
    'fromRows: rows[1] must be an array of numbers or a typed array, got 2',
  );
  expect(() => fromRows('abc' as never)).toThrow('fromRows: rows must be an array of rows');
});

test('fromColumns of the transposed rows is the same matrix', () => {
  fc.assert(
    fc.property(anyRows(), (rows) => {
      const columns = rows[0].map((_, j) => rows.map((row) => row[j]));
      expect(fromColumns(columns)).toEqual(fromRows(rows));
    }),
  );
});

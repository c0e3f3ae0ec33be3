import { expect, test } from 'vitest';
import { fromColumns } from './from-columns.ts';

test('copies columns', () => {
  const A = fromColumns([[1, 4], [2, 5], Float32Array.of(3, 6) as never]);
  expect(A).toMatchObject({ rows: 2, cols: 3 });
  expect(A.data).toEqual(Float64Array.of(1, 2, 3, 4, 5, 6));
});

test('may be empty', () => {
  expect(fromColumns([])).toMatchObject({ rows: 0, cols: 0 });
  expect(fromColumns([[], []])).toMatchObject({ rows: 0, cols: 2 });
});

test('names the place of what does not fit', () => {
  expect(() => fromColumns([[1, 2], [3]])).toThrow(
    'fromColumns: columns[1].length must be 2, got 1',
  );
  expect(() => fromColumns([[null as never]])).toThrow(
    'fromColumns: columns[0][0] must be a number, got null',
  );
  expect(() => fromColumns(5 as never)).toThrow(
    'fromColumns: columns must be an array of columns, got 5',
  );
  expect(() => fromColumns([[1], undefined as never])).toThrow('fromColumns: columns[1] must be');
});

import { expect, test } from 'vitest';
import { CellError } from './cell-error.ts';
import { numericColumns } from './numeric-columns.ts';
import type { Cell } from './table.ts';

const table = {
  names: ['age', 'city', '__proto__'],
  columns: [[31, 45n], ['Rome', 'Oslo'], Float32Array.of(0.5, 2)],
};

test('takes the named columns, in that order', () => {
  const X = numericColumns(table, ['__proto__', 'age']);
  expect([X.rows, X.cols]).toEqual([2, 2]);
  expect(Array.from(X.data)).toEqual([0.5, 31, 2, 45]);
});

test('no columns, no rows', () => {
  expect(numericColumns({ names: [], columns: [] }).rows).toBe(0);
  expect(numericColumns({ names: ['a'], columns: [[]] }).cols).toBe(1);
});

test.each<Cell>([
  null,
  undefined,
  Number.NaN,
  Number.NEGATIVE_INFINITY,
  'x',
  '',
  true,
  new Date(0),
])('a cell of %s is an error with its place', (cell) => {
  try {
    numericColumns({
      names: ['a', 'b'],
      columns: [
        [1, 2],
        [3, cell],
      ],
    });
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(CellError);
    expect(error).toMatchObject({ column: 'b', row: 1, value: cell });
    expect((error as Error).message).toContain(
      'column "b", row 1 (counted from 0) must be a finite number',
    );
  }
});

test('a malformed table is an error that says what is wrong', () => {
  const anything = (value: unknown) => value as never;
  const cases: [() => unknown, string][] = [
    [
      () => numericColumns(anything(undefined)),
      'table.names must be an array of strings, got undefined',
    ],
    [
      () => numericColumns(table, ['town']),
      'the name of a column must be one of age, city, __proto__, got "town"',
    ],
    [
      () => numericColumns({ names: ['a'], columns: [] }),
      'table.columns.length must be 1, as of names, got 0',
    ],
    [
      () => numericColumns({ names: ['a', 'a'], columns: [[1], [1]] }),
      'table.names[1] must be different',
    ],
    [
      () => numericColumns({ names: ['a', 'b'], columns: [[1], [1, 2]] }),
      'the length of column "b" must be 1, got 2',
    ],
    [
      () => numericColumns({ names: ['a'], columns: anything([7]) }),
      'column "a" must be an array, got 7',
    ],
  ];
  for (const [call, message] of cases) expect(call).toThrow(message);
});

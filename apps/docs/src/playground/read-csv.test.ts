import { expect, test } from 'vitest';
import { cellsOf, readCsv, rowsOf } from './read-csv.ts';

test('cells are text, quotes and blank lines are read', () => {
  const { names, columns } = readCsv('\uFEFF name ,"a, b"\n"x ""y""",1\n\n2,\n');
  expect(names).toEqual(['name', 'a, b']);
  expect(columns).toEqual([
    ['x "y"', '2'],
    ['1', ''],
  ]);
});

test.each([
  ['a;b\n1;2\n3;4', 'semicolons'],
  ['a\tb\n1\t2\n3\t4', 'tabs'],
])('%j has its own delimiter', (text) => {
  expect(cellsOf(readCsv(text), 'b')).toEqual(['2', '4']);
});

test.each([
  ['', 'The file is empty.'],
  ['a,b\n', 'The file has one row, the names, and no data below it.'],
  ['a,b\n1,2\n3\n', 'Row 3 has 1 cell, the first row has 2 names.'],
  ['a,b\n1,2,3\n', 'Row 2 has 3 cells, the first row has 2 names.'],
  ['a,,c\n1,2,3\n', 'Column 2 has no name in the first row.'],
  ['a,b,a\n1,2,3\n', 'Columns 1 and 3 are both called "a".'],
  ['a\n1\n2\n', /one column.*commas, semicolons or tabs/],
  ['a,b\n"1,2\n', 'Row 2: a quoted cell is opened with " and not closed.'],
  ['a,b\n1,\0\n', /no text/],
])('%j is refused in words', (text, message) => {
  expect(() => readCsv(text)).toThrow(message);
});

test('rows are taken in the order asked for', () => {
  const table = rowsOf(readCsv('a,b\n1,2\n3,4\n5,6'), [2, 0]);
  expect(table.columns).toEqual([
    ['5', '1'],
    ['6', '2'],
  ]);
});

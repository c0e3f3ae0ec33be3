import { expect, test } from 'vitest';
import { loadTable, tableNames } from './tables.ts';

const shapes = {
  iris: [150, 4, 3],
  wine: [178, 13, 3],
  digits: [1797, 64, 10],
  breast_cancer: [569, 30, 2],
};

test.each(tableNames)('%s is complete and numeric', (name) => {
  const table = loadTable(name);
  expect([table.X.length, table.names.length, table.classes.length]).toEqual(shapes[name]);
  expect(table.labels.length).toBe(table.X.length);
  expect(
    table.X.every((row) => row.length === table.names.length && row.every(Number.isFinite)),
  ).toBe(true);
  expect(table.labels.every((label) => table.classes.includes(label))).toBe(true);
});

test('the first row of iris', () => {
  const { X, labels, names, target } = loadTable('iris');
  expect(X[0]).toEqual([5.1, 3.5, 1.4, 0.2]);
  expect(labels[0]).toBe('setosa');
  expect(names[3]).toBe('petal_width_cm');
  expect(target).toBe('species');
});

test('each call gives a table of its own', () => {
  loadTable('iris').X[0][0] = 7;
  expect(loadTable('iris').X[0][0]).toBe(5.1);
});

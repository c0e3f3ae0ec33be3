import { expect, test } from 'vitest';
import { notebookRows } from './notebook-rows.ts';
import { byDefault, byGradientDescent, gap } from './training.ts';

test('the page shows the number that the notebook printed', () => {
  const { objective, trace } = byGradientDescent(notebookRows(), 0.001, 10_000);
  expect(trace).toHaveLength(10_000);
  expect(trace[0]).toBeCloseTo(71.14744133609668, 10);
  expect(objective).toBeCloseTo(48.88668083922728, 11);
});

test('the default solver reaches the optimum in fewer than ten iterations', () => {
  const rows = notebookRows();
  const { objective, trace } = byDefault(rows);
  expect(trace.length).toBeLessThan(10);
  const longer = byGradientDescent(rows, 0.05, 10_000);
  expect(gap(longer.objective, objective)).toBeLessThan(1e-12);
  expect(longer.accuracy).toBeGreaterThan(0.5);
});

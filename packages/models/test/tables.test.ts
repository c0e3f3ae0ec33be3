import { loadTable, type TableName } from '@betahat/testing';
import { describe, expect, test } from 'vitest';
import { LogisticRegression, SoftmaxRegression } from '../src/index.ts';
import reference from './fixtures/tables.json' with { type: 'json' };

/*
 * The optima of fixtures/tables.py, a float64 Newton method in NumPy, on the four tables, raw and
 * standardized. The relative objective gap must be at most 1e-10 with the default options.
 */

/** Population standard deviation; constant columns are left out, as in the script. */
const standardized = (X: number[][]): number[][] => {
  const columns = X[0].map((_, j) => X.map((row) => row[j]));
  const scaled = columns.flatMap((column) => {
    const mean = column.reduce((sum, v) => sum + v, 0) / column.length;
    const sd = Math.sqrt(column.reduce((sum, v) => sum + (v - mean) ** 2, 0) / column.length);
    return sd > 0 ? [column.map((v) => (v - mean) / sd)] : [];
  });
  return X.map((_, i) => scaled.map((column) => column[i]));
};

const named = reference.cases.map(
  (c) => [`${c.table} ${c.scaling}, l2 ${c.l2}${c.intercept ? '' : ', no intercept'}`, c] as const,
);

describe.each(named)('%s', { timeout: 60_000 }, (_, expected) => {
  const { X: raw, labels } = loadTable(expected.table as TableName);
  const X = expected.scaling === 'raw' ? raw : standardized(raw);
  const options = { l2: expected.l2, intercept: expected.intercept };

  test('reaches the optimum and says so', () => {
    const binary = new Set(labels).size === 2;
    const model = binary
      ? LogisticRegression.fit(X, labels, options)
      : SoftmaxRegression.fit(X, labels, options);
    const { report } = model;
    expect(report.converged).toBe(true);
    expect(report.certificate!.value).toBeLessThanOrEqual(1e-10);
    expect((report.objective - expected.objective) / expected.objective).toBeLessThan(1e-10);
    expect((report.objective - expected.objective) / expected.objective).toBeGreaterThan(-1e-12);
    if (model instanceof SoftmaxRegression) {
      const sum = model.intercepts.reduce((total, b) => total + b, 0);
      expect(Math.abs(sum)).toBeLessThan(1e-9);
    }
  });
});

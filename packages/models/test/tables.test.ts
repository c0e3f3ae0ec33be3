import { loadTable, type TableName } from '@betahat/testing';
import { describe, expect, test } from 'vitest';
import { LogisticRegression, SoftmaxRegression } from '../src/index.ts';
import reference from './fixtures/tables.json' with { type: 'json' };
import { type Case, standardized } from './small-cases.ts';

/*
 * The optima of fixtures/tables.py, a float64 Newton method in NumPy, on the four tables, raw and
 * standardized. The relative objective gap must be at most 1e-10 with the default options, and the
 * coefficients right to 1e-6 of their standard errors at a tolerance of 1e-15.
 */

/** The case as a user would fit it. */
const fit = (expected: Case, tolerance?: number) => {
  const { X: raw, labels } = loadTable(expected.table as TableName);
  const X = expected.scaling === 'raw' ? raw : standardized(raw);
  const options = {
    l2: expected.l2,
    intercept: expected.intercept,
    ...(tolerance === undefined ? {} : { tolerance }),
    ...(expected.weights === 'none'
      ? {}
      : { sampleWeight: X.map((_, i) => i % 4), classWeight: 'balanced' as const }),
  };
  if (expected.model === 'softmax') return SoftmaxRegression.fit(X, labels, options);
  // Of several classes a binary model has the first against the rest.
  const classes = [...new Set(labels)].sort();
  const first = classes[0];
  return classes.length === 2
    ? LogisticRegression.fit(X, labels, options)
    : LogisticRegression.fit(
        X,
        labels.map((label) => label !== first),
        options,
      );
};

const nameOf = (c: Case): string =>
  `${c.table} ${c.scaling}, ${c.model}, l2 ${c.l2}${c.intercept ? '' : ', no intercept'}${c.weights === 'none' ? '' : ', weights'}`;

test('the whole grid is there', () => {
  expect(reference.cases).toHaveLength(4 * 2 * 4 * 2 * 2 * 2);
  expect(new Set(reference.cases.map(nameOf)).size).toBe(reference.cases.length);
});

const named = reference.cases.map((c) => [nameOf(c), c] as const);

describe.each(named)('%s', { timeout: 60_000 }, (_, expected) => {
  test('reaches the optimum and says so', () => {
    const model = fit(expected);
    const { report } = model;
    expect(report.converged).toBe(true);
    expect(report.certificate!.value).toBeLessThanOrEqual(1e-10);
    const gap = (report.objective - expected.objective) / expected.objective;
    expect(gap).toBeLessThan(1e-10);
    expect(gap).toBeGreaterThan(-1e-12);
    if (model instanceof SoftmaxRegression) {
      const sum = model.intercepts.reduce((total, b) => total + b, 0);
      expect(Math.abs(sum)).toBeLessThan(1e-9);
    }
  });

  test.runIf(expected.error !== undefined)('coefficients to a millionth of their errors', () => {
    const model = fit(expected, 1e-15);
    const got = model instanceof SoftmaxRegression ? model.coefficients.data : model.coefficients;
    const wanted = expected.W!.flat();
    expect(got.length).toBe(wanted.length);
    expected.error!.flat().forEach((error, j) => {
      expect(Math.abs(got[j] - wanted[j]), `coefficient ${j}`).toBeLessThanOrEqual(1e-6 * error);
    });
  });
});

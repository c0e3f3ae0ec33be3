import { describe, expect, test } from 'vitest';
import { LogisticRegression, SoftmaxRegression } from '../src/index.ts';
import conventions from './fixtures/conventions.json' with { type: 'json' };
import reference from './fixtures/unpenalised.json' with { type: 'json' };

/* Overlapping data without penalty, against the Newton method of fixtures/tables.py. */

type Case = (typeof reference.cases)[number];

const fit = (c: Case, tolerance?: number) => {
  const { X, y } = conventions.cases[c.data];
  const options = {
    ...{ l2: 0, intercept: c.intercept },
    ...(tolerance === undefined ? {} : { tolerance }),
    ...(c.weights === 'none'
      ? {}
      : { sampleWeight: X.map((_, i) => i % 4), classWeight: 'balanced' as const }),
  };
  return c.model === 'softmax'
    ? SoftmaxRegression.fit(X, y, options)
    : LogisticRegression.fit(
        X,
        y.map((k) => k > 0),
        options,
      );
};

const named = reference.cases.map(
  (c) =>
    [
      `${c.data}, ${c.model}, weights ${c.weights}${c.intercept ? '' : ', no intercept'}`,
      c,
    ] as const,
);

describe.each(named)('data set %s', (_, c) => {
  test('the objective to 1e-10 by default', () => {
    const { report } = fit(c);
    expect(report.converged).toBe(true);
    const gap = (report.objective - c.objective) / c.objective;
    expect(gap).toBeLessThan(1e-10);
    expect(gap).toBeGreaterThan(-1e-12);
  });

  test('coefficients to a millionth of their errors', () => {
    const model = fit(c, 1e-15);
    const got = model instanceof SoftmaxRegression ? model.coefficients.data : model.coefficients;
    const wanted = c.W.flat();
    expect(got.length).toBe(wanted.length);
    c.error.flat().forEach((error, j) => {
      expect(Math.abs(got[j] - wanted[j]), `coefficient ${j}`).toBeLessThanOrEqual(1e-6 * error);
    });
  });
});

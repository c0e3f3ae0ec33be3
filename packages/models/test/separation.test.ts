import { gradientDescent, lbfgs, newtonCG } from '@betahat/optimizers';
import { loadTable, tableNames } from '@betahat/testing';
import { describe, expect, test } from 'vitest';
import {
  LogisticRegression,
  SeparationError,
  SoftmaxRegression,
  type Solver,
} from '../src/index.ts';
import reference from './fixtures/separation.json' with { type: 'json' };

/** What a fit without penalty says of the data: the kind of separation, or none. */
const verdictOn = (
  X: number[][],
  y: (number | string)[],
  solver: 'auto' | Solver = 'auto',
): string => {
  const options = { l2: 0, solver };
  try {
    const model =
      new Set(y).size === 2
        ? LogisticRegression.fit(X, y, options)
        : SoftmaxRegression.fit(X, y, options);
    expect(model.report.converged).toBe(true);
    return 'none';
  } catch (error) {
    if (!(error instanceof SeparationError)) throw error;
    expect(error.columns.length).toBeGreaterThan(0);
    return error.kind;
  }
};

test.each(reference.cases.map((c, i) => [i, c] as const))(
  'linear programs agree on table %i',
  (_, c) => {
    expect(verdictOn(c.X, c.y)).toBe(c.verdict);
  },
);

test.each([lbfgs(), newtonCG()])('$name runs off just as surely', (solver) => {
  for (const c of reference.cases.slice(0, 40)) {
    const verdict = verdictOn(c.X, c.y, solver);
    expect(verdict === 'none').toBe(c.verdict === 'none');
  }
});

test.each(tableNames)(
  '%s is separable for at least one class, raw',
  { timeout: 60_000 },
  (name) => {
    const { X, labels } = loadTable(name);
    expect(verdictOn(X, labels)).toBe(name === 'iris' ? 'quasi-complete' : 'complete');
  },
);

describe('data that only nearly separate are fitted', () => {
  test.each([1e-3, 1e-6, 1e-9])('overlap %d', (overlap) => {
    const X = [[0], [1], [1 + overlap], [1 - overlap], [3]];
    expect(verdictOn(X, [0, 0, 0, 1, 1])).toBe('none');
    expect(
      verdictOn(
        X.map(([x]) => [1e6 * x]),
        [0, 0, 0, 1, 1],
      ),
    ).toBe('none');
  });
});

test('the columns at work are named, others are not', () => {
  const { X, labels } = loadTable('iris');
  // A column of noise in front, in units that make its numbers large.
  const noisy = X.map((row, i) => [1e4 * ((i * 7919) % 101), ...row]);
  try {
    SoftmaxRegression.fit(noisy, labels, { l2: 0 });
    expect.unreachable();
  } catch (error) {
    expect((error as SeparationError).columns).toContain(3);
    expect((error as SeparationError).columns).not.toContain(0);
  }
});

test('a fixed number of steps on separable data is no failure', () => {
  const solver = gradientDescent({ learningRate: 0.1 });
  const model = LogisticRegression.fit([[0], [1], [2], [3]], [0, 0, 1, 1], {
    ...{ l2: 0, solver, tolerance: 0, maxIterations: 50 },
  });
  expect(model.report.status).toBe('completed');
});

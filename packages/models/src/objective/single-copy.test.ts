import { allocate, type DenseMatrix, dense } from '@betahat/linalg';
import { binaryCrossEntropyBlock } from '@betahat/losses';
import { beforeAll, expect, test } from 'vitest';
import { LogisticRegression } from '../logistic-regression.ts';
import { linearObjective } from './linear-objective.ts';
import type { LinearProblem } from './problem.ts';
import { singleCopy } from './single-copy.ts';
import { targetedLoss } from './targeted-loss.ts';

// A little over 32 MB, from which a copy pays.
const [rows, cols] = [200, 21_000];
let X: DenseMatrix;
let y: Float64Array;

beforeAll(() => {
  X = dense(rows, cols);
  let state = 1;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  for (let at = 0; at < X.data.length; at++) X.data[at] = next();
  y = Float64Array.from({ length: rows }, (_, i) => (X.data[i * cols] + next() > 0 ? 1 : 0));
});

const problemOf = (of: Partial<LinearProblem> = {}, weights: Float64Array | null = null) => ({
  ...{ X, outputs: 1, l1: 0, l2: 1, intercept: true },
  loss: targetedLoss(binaryCrossEntropyBlock, y, 1, weights),
  ...of,
});

test('products differ from those of float64 by no more than rounding may', () => {
  const problem = problemOf();
  expect(singleCopy(problem)?.data.BYTES_PER_ELEMENT).toBe(4);
  const own = allocate(rows, cols);
  own.data.set(X.data);
  const x = new Float64Array(cols + 1);
  const v = Float64Array.from({ length: cols + 1 }, (_, j) => Math.sin(j));
  const [rough, exact] = [problem, { ...problem, X: own }].map((each) =>
    linearObjective(each).hessianVector({ ask: 'hessianVector', x, v }),
  );
  const inner = (a: Float64Array, b: Float64Array) => a.reduce((sum, ai, i) => sum + ai * b[i], 0);
  expect(rough).not.toEqual(exact);
  // 2⁻²⁴ ‖X‖_F / √l2 of vᵀHv, and here ten times less in every entry, relative to the largest.
  const bound = 2 ** -24 * Math.sqrt(inner(X.data as Float64Array, X.data as Float64Array));
  expect(Math.abs(inner(v, rough) - inner(v, exact))).toBeLessThan(bound * inner(v, exact));
  const largest = exact.reduce((most, h) => Math.max(most, Math.abs(h)), 0);
  rough.forEach((h, i) => {
    expect(Math.abs(h - exact[i])).toBeLessThan(1e-6 * largest);
  });
});

test('a fit with the copy is the fit without', () => {
  const own = allocate(rows, cols);
  own.data.set(X.data);
  const [copied, exact] = [X, own].map((of) => LogisticRegression.fit(of, y));
  expect(copied.report.converged).toBe(true);
  expect(copied.report.solver).toContain('newtonCG');
  const { objective } = exact.report;
  expect(Math.abs(copied.report.objective - objective)).toBeLessThan(2e-10 * objective);
  // ½ l2 ‖w − w*‖² ≤ gap, of both.
  const apart = copied.coefficients.reduce((s, w, j) => s + (w - exact.coefficients[j]) ** 2, 0);
  expect(apart).toBeLessThan(8e-10 * objective);
});

test('no copy where it would not pay, takes too much, or rounding might show', () => {
  const tall = dense(2 * (cols + 1), rows, new Float64Array(2 * (cols + 1) * rows));
  const own = allocate(rows, cols);
  const small = dense(100, cols, X.data.subarray(0, 100 * cols));
  expect(singleCopy(problemOf({ X: small }))).toBeNull();
  expect(singleCopy(problemOf({ X: tall }))).toBeNull();
  expect(singleCopy(problemOf({ X: own }))).toBeNull();
  expect(singleCopy(problemOf({ X: { ...X, data: Float32Array.from(X.data) } }))).toBeNull();
  expect(singleCopy(problemOf({ outputs: 3 }))).toBeNull();
  expect(singleCopy(problemOf({ l2: 0 }))).toBeNull();
  expect(singleCopy(problemOf({ l2: 1e-8 }))).toBeNull();
  expect(singleCopy(problemOf({}, new Float64Array(rows).fill(1e8)))).toBeNull();
  const far = X.data.slice();
  far[far.length - 1] = 1e6;
  expect(singleCopy(problemOf({ X: { ...X, data: far } }))).toBeNull();
  far[far.length - 1] = 1e300;
  expect(singleCopy(problemOf({ X: { ...X, data: far } }))).toBeNull();
  const huge = { ...X, rows: 3000, data: new Float64Array(3000 * cols) };
  expect(singleCopy(problemOf({ X: huge }))).toBeNull();
});

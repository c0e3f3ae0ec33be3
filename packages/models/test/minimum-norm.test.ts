import { fromRows, toCsr } from '@betahat/linalg';
import { RandomState } from '@betahat/random';
import { expect, test } from 'vitest';
import { LogisticRegression, SoftmaxRegression } from '../src/index.ts';

/*
 * Without a penalty W is not unique where columns depend on each other. The smallest W is then the
 * limit of the penalised ones as l2 → 0, which is how these tests know it.
 */
const random = new RandomState(11);
const base = Array.from({ length: 80 }, () => [...random.randn(2)]);
const y = base.map(([a, b]) => a - b + 2 * random.randn(1)[0] > 0);
const three = base.map(([a, b]) =>
  Math.floor(Math.min(2, Math.max(0, 1 + a + b + random.randn(1)[0]))),
);

const norm = (w: ArrayLike<number>) => Math.hypot(...Array.from(w));
const designs: [string, number[][]][] = [
  ['a duplicated column', base.map(([a, b]) => [a, b, a])],
  ['a constant column beside the intercept', base.map(([a, b]) => [a, 3, b])],
  ['a column of zeros', base.map(([a, b]) => [a, 0, b])],
  ['sums of columns, in other units', base.map(([a, b]) => [a, b, 100 * (a + b), 5])],
  [
    'indicator columns that sum to one',
    base.map(([a], i) => [a, +(i % 3 === 0), +(i % 3 === 1), +(i % 3 === 2)]),
  ],
];

test.each(designs)('%s', (_, X) => {
  const free = LogisticRegression.fit(X, y, { l2: 0, tolerance: 1e-14 });
  const nearly = LogisticRegression.fit(X, y, { l2: 1e-7, tolerance: 1e-14 });
  expect(free.report.converged).toBe(true);
  free.coefficients.forEach((w, j) => {
    expect(w).toBeCloseTo(nearly.coefficients[j], 4);
  });
  expect(free.intercept).toBeCloseTo(nearly.intercept, 4);
  const sparse = LogisticRegression.fit(toCsr(fromRows(X)), y, { l2: 0, tolerance: 1e-14 });
  expect(norm(sparse.coefficients)).toBeCloseTo(norm(free.coefficients), 8);

  const softmax = SoftmaxRegression.fit(X, three, { l2: 0, tolerance: 1e-14 });
  const nearlySoftmax = SoftmaxRegression.fit(X, three, { l2: 1e-7, tolerance: 1e-14 });
  softmax.coefficients.data.forEach((w, j) => {
    expect(w).toBeCloseTo(nearlySoftmax.coefficients.data[j], 4);
  });
});

test('a start off the row space ends at the same coefficients', () => {
  const X = designs[0][1];
  const cold = LogisticRegression.fit(X, y, { l2: 0, tolerance: 1e-14 });
  const initial = { coefficients: [5, 0, -5], intercept: 0 };
  const warm = LogisticRegression.fit(X, y, { l2: 0, tolerance: 1e-14, initial });
  warm.coefficients.forEach((w, j) => {
    expect(w).toBeCloseTo(cold.coefficients[j], 9);
  });
});

test('columns that only look alike keep their own coefficients', () => {
  const X = base.map(([a, b], i) => [a, a + 1e-5 * b, i % 2]);
  const model = LogisticRegression.fit(X, y, { l2: 0, tolerance: 1e-13 });
  const logits = model.decisionFunction(X);
  const other = LogisticRegression.fit(
    base.map(([a, b], i) => [a, b, i % 2]),
    y,
    { l2: 0, tolerance: 1e-13 },
  );
  const expected = other.decisionFunction(base.map(([a, b], i) => [a, b, i % 2]));
  logits.forEach((o, i) => {
    expect(o).toBeCloseTo(expected[i], 5);
  });
});

import { dense, fromRows, toCsr } from '@betahat/linalg';
import { RandomState } from '@betahat/random';
import { describe, expect, test } from 'vitest';
import { LogisticRegression, SoftmaxRegression } from '../src/index.ts';

/*
 * What must hold whatever the data: each law on random, overlapping classes. Fits run to a tolerance
 * at which the coefficients agree far more closely than the laws ask.
 */
const TIGHT = { tolerance: 1e-15 };

/** Rows whose label depends on the first columns, with noise enough for the classes to overlap. */
const drawn = (seed: number, rows: number, cols: number, classes: number) => {
  const random = new RandomState(seed);
  const X = Array.from({ length: rows }, () => [...random.randn(cols)]);
  const y = X.map((row) => {
    const signal = row[0] + 0.5 * row[cols - 1] + 1.5 * random.randn(1)[0];
    return Math.min(classes - 1, Math.max(0, Math.floor(classes / 2 + signal)));
  });
  return { X, y, random };
};

const expectClose = (got: ArrayLike<number>, wanted: ArrayLike<number>, tolerance = 1e-6): void => {
  expect(got.length).toBe(wanted.length);
  for (let i = 0; i < got.length; i++) {
    expect(Math.abs(got[i] - wanted[i])).toBeLessThanOrEqual(tolerance * (1 + Math.abs(wanted[i])));
  }
};

describe.each([1, 2, 3, 4, 5])('seed %i', (seed) => {
  const { X, y } = drawn(seed, 60, 4, 2);
  const many = drawn(seed + 100, 80, 3, 4);
  const labels = many.y.map((k) => 'abcd'[k]);

  test('weight 2 is the row twice', () => {
    const weights = X.map((_, i) => 1 + (i % 2));
    const twice = [...X, ...X.filter((_, i) => i % 2 === 1)];
    const yTwice = [...y, ...y.filter((_, i) => i % 2 === 1)];
    const a = LogisticRegression.fit(X, y, { ...TIGHT, sampleWeight: weights });
    const b = LogisticRegression.fit(twice, yTwice, TIGHT);
    expectClose(a.coefficients, b.coefficients);
    expect(a.report.objective).toBeCloseTo(b.report.objective, 9);
  });

  test('weight 0 is the row left out', () => {
    const kept = labels.map((label, i) => (i % 3 === 0 && label !== 'a' ? 0 : 1));
    const a = SoftmaxRegression.fit(many.X, labels, { ...TIGHT, sampleWeight: kept });
    const b = SoftmaxRegression.fit(
      many.X.filter((_, i) => kept[i] === 1),
      labels.filter((_, i) => kept[i] === 1),
      TIGHT,
    );
    expectClose(a.coefficients.data, b.coefficients.data);
    expectClose(a.intercepts, b.intercepts);
  });

  test('the order of the rows does not matter', () => {
    const order = new RandomState(seed).permutation(X.length);
    const a = LogisticRegression.fit(X, y, TIGHT);
    const b = LogisticRegression.fit(
      Array.from(order, (i) => X[i]),
      Array.from(order, (i) => y[i]),
      TIGHT,
    );
    expectClose(a.coefficients, b.coefficients);
  });

  test('dense, CSR, rows of typed arrays and single precision are the same data', () => {
    const rounded = X.map((row) => row.map((v) => Math.fround(v)));
    const fits = [
      rounded,
      fromRows(rounded),
      toCsr(fromRows(rounded)),
      rounded.map((row) => Float64Array.from(row)),
      rounded.map((row) => Float32Array.from(row)),
      dense(60, 4, Float32Array.from(rounded.flat())),
    ].map((form) => LogisticRegression.fit(form, y, TIGHT).coefficients);
    for (const coefficients of fits) expectClose(coefficients, fits[0]);
  });

  test('scaled columns, without penalty, only scale the coefficients back', () => {
    const scale = [1e-3, 1, 50, 1e4];
    const scaled = X.map((row) => row.map((v, j) => v * scale[j]));
    const a = LogisticRegression.fit(X, y, { ...TIGHT, l2: 0 });
    const b = LogisticRegression.fit(scaled, y, { ...TIGHT, l2: 0 });
    expectClose(
      b.coefficients.map((w, j) => w * scale[j]),
      a.coefficients,
    );
    expect(b.intercept).toBeCloseTo(a.intercept, 6);
  });

  test('new names for the classes only permute them', () => {
    const names: Record<string, string> = { a: 'z', b: 'y', c: 'x', d: 'w' };
    const a = SoftmaxRegression.fit(many.X, labels, TIGHT);
    const b = SoftmaxRegression.fit(
      many.X,
      labels.map((label) => names[label]),
      TIGHT,
    );
    expect(b.classes).toEqual(['w', 'x', 'y', 'z']);
    const [p, q] = [a.predictProba(many.X), b.predictProba(many.X)];
    for (let i = 0; i < p.rows; i++) {
      for (let k = 0; k < 4; k++) expect(p.data[4 * i + k]).toBeCloseTo(q.data[4 * i + 3 - k], 7);
    }
    // Exchanging the two classes of a binary model negates it.
    const c = LogisticRegression.fit(X, y, TIGHT);
    const d = LogisticRegression.fit(
      X,
      y.map((label) => 1 - label),
      TIGHT,
    );
    expectClose(
      c.coefficients,
      d.coefficients.map((w) => -w),
    );
  });

  test('softmax of two classes is the binary model with half the penalty', () => {
    // Symmetric coefficients ±w/2 have ‖W‖² = ‖w‖²/2.
    const binary = LogisticRegression.fit(X, y, { ...TIGHT, l2: 0.5 });
    const softmax = SoftmaxRegression.fit(X, y, { ...TIGHT, l2: 1 });
    expectClose(
      softmax.coefficients.data.subarray(4),
      binary.coefficients.map((w) => w / 2),
    );
    expectClose(softmax.predictProba(X).data, binary.predictProba(X).data, 1e-8);
  });

  test('hard labels are probabilities of 0 and 1', () => {
    const soft = many.y.map((k) => [0, 1, 2, 3].map((j) => +(j === k)));
    const a = SoftmaxRegression.fit(many.X, many.y, TIGHT);
    const b = SoftmaxRegression.fit(many.X, soft, TIGHT);
    expect(b.classes).toEqual([0, 1, 2, 3]);
    expectClose(a.coefficients.data, b.coefficients.data);
  });

  test("'balanced' is the weights it stands for", () => {
    const counts = [0, 1].map((k) => y.filter((label) => label === k).length);
    const map = new Map([0, 1].map((k) => [k, y.length / (2 * counts[k])]));
    const a = LogisticRegression.fit(X, y, { ...TIGHT, classWeight: 'balanced' });
    const b = LogisticRegression.fit(X, y, { ...TIGHT, classWeight: map });
    const c = LogisticRegression.fit(X, y, { ...TIGHT, sampleWeight: y.map((k) => map.get(k)!) });
    expectClose(a.coefficients, b.coefficients, 1e-12);
    expectClose(a.coefficients, c.coefficients, 1e-12);
  });
});

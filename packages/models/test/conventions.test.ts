import { describe, expect, test } from 'vitest';
import { LogisticRegression, SoftmaxRegression } from '../src/index.ts';
import reference from './fixtures/conventions.json' with { type: 'json' };

/* Other programs on the same data, see fixtures/conventions.py: their conventions and ours agree. */

/** A relative gap of 1e-15 would leave 4e-7 standard errors; probabilities are compared to 1e-9. */
const TIGHT = { tolerance: 1e-20 };

describe.each(reference.cases.map((c, i) => [i, c] as const))('data set %i', (_, c) => {
  const map = new Map([
    [0, 2.5],
    [1, 0.5],
  ]);
  const fits = {
    plain: {},
    strong: { l2: 20 },
    noIntercept: { intercept: false },
    balanced: { classWeight: 'balanced' as const },
    dictionary: { classWeight: map },
    weighted: { sampleWeight: c.weights, l2: 0.5 },
    both: { sampleWeight: c.weights, classWeight: map },
  };

  test.each(Object.entries(fits))('scikit-learn: %s', (name, options) => {
    const expected = c[name as keyof typeof fits];
    const flat = expected.W.flat();
    const given = { ...TIGHT, ...options };
    const model =
      c.classes === 2
        ? LogisticRegression.fit(c.X, c.y, given)
        : SoftmaxRegression.fit(c.X, c.y, given);
    const coefficients =
      model instanceof LogisticRegression ? model.coefficients : model.coefficients.data;
    const intercepts = model instanceof LogisticRegression ? [model.intercept] : model.intercepts;
    const scale = flat.reduce((most, w) => Math.max(most, Math.abs(w)), 0);
    flat.forEach((w, i) => {
      expect(Math.abs(coefficients[i] - w)).toBeLessThan(2e-7 * scale);
    });
    // scikit-learn leaves the intercepts where the solver put them; only differences count.
    const mean =
      expected.b.length > 1 ? expected.b.reduce((s, b) => s + b, 0) / expected.b.length : 0;
    expected.b.forEach((b, k) => {
      expect(Math.abs(intercepts[k] - (b - mean))).toBeLessThan(1e-6 * (1 + Math.abs(b)));
    });
    const proba = model.predictProba(c.X.slice(0, 12));
    expected.proba.flat().forEach((p, i) => {
      expect(Math.abs(proba.data[i] - p)).toBeLessThan(c.classes === 2 ? 1e-9 : 1e-7);
    });
  });

  /** R tells intercept and coefficients class by class; multinom against the first class. */
  const fromR = (values: number[], binary: boolean) => {
    const width = c.X[0].length + 1;
    const rows = binary
      ? [values]
      : Array.from({ length: c.classes }, (_, k) => values.slice(k * width, (k + 1) * width));
    const centre = rows[0].map((_, j) =>
      binary ? 0 : rows.reduce((s, row) => s + row[j], 0) / rows.length,
    );
    return rows.map((row) => row.map((v, j) => v - centre[j]));
  };

  test.each([
    ['glm and multinom, without penalty', 0, c.r.free, 1e-4],
    ['glmnet, ridge', 2, c.r.ridge, 1e-4],
  ] as const)('R: %s', (_, l2, values, tolerance) => {
    const rows = fromR([...values], c.classes === 2);
    if (c.classes === 2) {
      const model = LogisticRegression.fit(c.X, c.y, { ...TIGHT, l2 });
      const got = [model.intercept, ...model.coefficients];
      rows[0].forEach((v, j) => {
        expect(Math.abs(got[j] - v)).toBeLessThan(tolerance * (0.01 + Math.abs(v)));
      });
      return;
    }
    const model = SoftmaxRegression.fit(c.X, c.y, { ...TIGHT, l2 });
    const { data, cols } = model.coefficients;
    rows.forEach((row, k) => {
      const got = [model.intercepts[k], ...data.subarray(k * cols, (k + 1) * cols)];
      row.forEach((v, j) => {
        expect(Math.abs(got[j] - v)).toBeLessThan(tolerance * (0.01 + Math.abs(v)) * 10);
      });
    });
  });

  test('softmax of two classes has the probabilities of the binary model at half the penalty', () => {
    const y = c.y.map((k) => Math.min(k, 1));
    const binary = LogisticRegression.fit(c.X, y, { ...TIGHT, l2: 0.5 });
    const softmax = SoftmaxRegression.fit(c.X, y, TIGHT);
    const [p, q] = [binary.predictProba(c.X).data, softmax.predictProba(c.X).data];
    p.forEach((value, i) => {
      expect(Math.abs(value - q[i])).toBeLessThan(1e-9);
    });
  });
});

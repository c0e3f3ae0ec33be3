import { loadTable, type TableName } from '@betahat/testing';
import { describe, expect, test } from 'vitest';
import { type LinearData, linearObjective } from '../../test/linear-problem.ts';
import { lbfgs, type Method, minimize, newton, newtonCG, sampledMetric } from '../index.ts';

/** A table with standardized columns (digits: divided by 16), l2 = 1 and a free intercept. */
const problemOf = (name: TableName, standardize = true): LinearData => {
  const { X, labels, classes } = loadTable(name);
  const cols = X[0].length;
  const data = Float64Array.from(X.flat());
  for (let j = 0; standardize && j < cols; j++) {
    const column = X.map((row) => row[j]);
    const pixels = name === 'digits';
    const mean = pixels ? 0 : column.reduce((a, b) => a + b, 0) / X.length;
    const spread = pixels
      ? 16
      : Math.sqrt(column.reduce((a, b) => a + (b - mean) ** 2, 0) / X.length);
    for (let i = 0; i < X.length; i++)
      data[i * cols + j] = spread > 0 ? (X[i][j] - mean) / spread : 0;
  }
  return {
    rows: X.length,
    cols,
    outputs: classes.length === 2 ? 1 : classes.length,
    X: data,
    y: Uint32Array.from(labels, (label) => classes.indexOf(label)),
    l2: 1,
  };
};

// biome-ignore lint/suspicious/noExplicitAny: states differ from method to method
type Any = Method<any, 'evaluate' | 'curvature' | 'hessianVector' | 'shape' | 'subsample'>;

describe.each(['iris', 'wine', 'breast_cancer', 'digits'] as const)('%s', (name) => {
  const data = problemOf(name);
  const f = linearObjective(data);
  const zeros = new Float64Array(f.dimension);
  const solve = (method: Any) => minimize(f, method, zeros, { tolerance: 1e-11 });

  test('every method for smooth functions ends at the same minimum, certified', () => {
    const methods: Any[] = [sampledMetric()];
    // Digits is the largest: in the plain loops of this test the others would take long.
    if (name !== 'digits') methods.push(newton(), newtonCG(), lbfgs());
    const values = methods.map((method) => {
      const s = solve(method);
      expect(s.status).toBe('converged');
      return s.value;
    });
    const least = Math.min(...values);
    for (const value of values) expect(value - least).toBeLessThanOrEqual(2e-11 * least);
    // Found by scikit-learn, SciPy and others to these digits.
    if (name === 'breast_cancer') expect(least).toBeCloseTo(37.758945962, 8);
    if (name === 'digits') expect(least).toBeCloseTo(358.548947734, 8);
  });
});

test('breast cancer in its raw units, without penalty on the way', () => {
  const f = linearObjective({ ...problemOf('breast_cancer', false), l2: 1e-4 });
  const s = minimize(f, newton(), new Float64Array(31), { tolerance: 1e-12 });
  expect(s.converged).toBe(true);
  const again = minimize(f, newton(), s.x, { tolerance: 1e-15 });
  expect(Math.abs(again.value - s.value)).toBeLessThan(1e-11 * s.value);
});

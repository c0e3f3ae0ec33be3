import { sigmoid } from '@betahat/activations';
import { dense, fromRows } from '@betahat/linalg';
import { gradientDescent, newton, newtonCG, saga, sgd, stepDecay } from '@betahat/optimizers';
import { loadTable } from '@betahat/testing';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { ConvergenceError, LogisticRegression, SoftmaxRegression } from '../src/index.ts';

const cancer = loadTable('breast_cancer');
const iris = loadTable('iris');
const binary = LogisticRegression.fit(cancer.X, cancer.labels);
const softmax = SoftmaxRegression.fit(iris.X, iris.labels);

describe('classes', () => {
  test('strings sort by code unit, numbers by value, false comes before true', () => {
    const X = [[1], [2], [3], [4]];
    expect(SoftmaxRegression.fit(X, ['b', 'B', 'a', 'Z']).classes).toEqual(['B', 'Z', 'a', 'b']);
    expect(SoftmaxRegression.fit(X, [10, 9, -1, 100]).classes).toEqual([-1, 9, 10, 100]);
    expect(LogisticRegression.fit(X, [true, false, true, false]).classes).toEqual([false, true]);
    expect(LogisticRegression.fit(X, Int8Array.of(1, -1, 1, -1)).classes).toEqual([-1, 1]);
  });

  test('the type of the labels is the type of the predictions', () => {
    expectTypeOf(binary.predict(cancer.X)).toEqualTypeOf<string[]>();
    const flags = LogisticRegression.fit([[0], [1], [1], [0]], [true, true, false, false]);
    expectTypeOf(flags.predict([1])).toEqualTypeOf<boolean>();
    const numbers = LogisticRegression.fit([[0], [1], [1], [0]], Float64Array.of(1, 1, 2, 2));
    expectTypeOf(numbers.classes).toEqualTypeOf<readonly [number, number]>();
  });
});

describe('predictions', () => {
  test('a row alone and in a batch give the same bits', () => {
    const logits = binary.decisionFunction(cancer.X);
    const proba = binary.predictProba(cancer.X);
    const labels = binary.predict(cancer.X);
    const many = softmax.decisionFunction(iris.X);
    for (const i of [0, 1, 5, 100, 568]) {
      expect(binary.decisionFunction(cancer.X[i])).toBe(logits[i]);
      expect([...binary.predictProba(cancer.X[i])]).toEqual([
        proba.data[2 * i],
        proba.data[2 * i + 1],
      ]);
      expect(binary.predict(cancer.X[i])).toBe(labels[i]);
    }
    for (const i of [0, 77, 149]) {
      expect([...softmax.decisionFunction(iris.X[i])]).toEqual([
        ...many.data.subarray(3 * i, 3 * i + 3),
      ]);
    }
    const shifted = cancer.X.slice(3, 50);
    expect([...binary.decisionFunction(shifted)]).toEqual([...logits.subarray(3, 50)]);
  });

  test('binary probabilities are sigmoids, each as exact as its own', () => {
    const logits = [-800, -40, -1e-300, 0, 3, 750];
    const model = LogisticRegression.fromJSON({
      ...JSON.parse(JSON.stringify(LogisticRegression.fit([[0], [1], [1], [0]], [0, 1, 0, 1]))),
      coefficients: [1],
      intercept: 0,
    });
    const p = model.predictProba(logits.map((o) => [o])).data;
    logits.forEach((o, i) => {
      expect([p[2 * i], p[2 * i + 1]]).toEqual([sigmoid(-o), sigmoid(o)]);
    });
  });

  test('probabilities sum to one and follow the logits', () => {
    const p = softmax.predictProba(iris.X);
    expect([p.rows, p.cols]).toEqual([150, 3]);
    for (let i = 0; i < p.rows; i++) {
      const [a, b, c] = p.data.subarray(3 * i, 3 * i + 3);
      expect(a! + b! + c!).toBeCloseTo(1, 14);
    }
    const accuracy =
      softmax.predict(iris.X).filter((label, i) => label === iris.labels[i]).length / 150;
    expect(accuracy).toBeGreaterThan(0.95);
  });
});

describe('JSON', () => {
  test('a round trip through text predicts the same bits', () => {
    const again = LogisticRegression.fromJSON(JSON.parse(JSON.stringify(binary)));
    expect([...again.decisionFunction(cancer.X)]).toEqual([...binary.decisionFunction(cancer.X)]);
    expect(again.report).toEqual(binary.report);
    expect(again.classes).toEqual(binary.classes);
    const soft = SoftmaxRegression.fromJSON(JSON.parse(JSON.stringify(softmax)));
    expect(soft.predictProba(iris.X)).toEqual(softmax.predictProba(iris.X));
    expect(JSON.stringify(soft)).toBe(JSON.stringify(softmax));
  });
});

describe('immutability', () => {
  test('nothing that a caller does to what he got changes the model', () => {
    const before = binary.decisionFunction(cancer.X[0]);
    binary.coefficients.fill(0);
    softmax.coefficients.data.fill(0);
    softmax.intercepts.fill(9);
    expect(binary.decisionFunction(cancer.X[0])).toBe(before);
    expect(softmax.intercepts[0]).not.toBe(9);
    expect(() => {
      (binary as { intercept: number }).intercept = 1;
    }).toThrow(TypeError);
    expect(Object.isFrozen(binary.report) && Object.isFrozen(binary.classes)).toBe(true);
  });
});

describe('the report', () => {
  test('says what was chosen and why, and what it cost', () => {
    expect(binary.report).toMatchObject({
      converged: true,
      status: 'converged',
      solver: 'newton',
      threads: 1,
    });
    expect(binary.report.reason).toContain('31 parameters');
    expect(binary.report.iterations).toBeGreaterThan(2);
    expect(binary.report.passes).toBeGreaterThan(binary.report.iterations);
    expect(binary.report.certificate!.kind).toBe('newtonDecrement');
    expect(binary.report.seconds).toBeGreaterThan(0);
  });

  test('the objective is that of the returned coefficients', () => {
    const w = binary.coefficients;
    const penalty = w.reduce((sum, v) => sum + v * v, 0) / 2;
    const loss = cancer.X.reduce((sum, row, i) => {
      const o = row.reduce((total, x, j) => total + x * w[j], binary.intercept);
      return sum + Math.log1p(Math.exp(cancer.labels[i] === 'malignant' ? -o : o));
    }, 0);
    expect(binary.report.objective).toBeCloseTo(loss + penalty, 9);
  });
});

describe('solvers', () => {
  test.each([newton(), newtonCG()])('$name finds the same optimum', (solver) => {
    const model = SoftmaxRegression.fit(iris.X, iris.labels, { solver });
    expect(model.report.objective).toBeCloseTo(softmax.report.objective, 8);
    expect(model.report.solver).toBe(solver.name);
  });

  test('gradient descent certifies its optimum too', () => {
    const X = iris.X.map((row) => row.map((v) => v - 3));
    const best = SoftmaxRegression.fit(X, iris.labels);
    const model = SoftmaxRegression.fit(X, iris.labels, {
      solver: gradientDescent({ learningRate: 2e-3 }),
      tolerance: 1e-8,
      maxIterations: 100_000,
    });
    expect(model.report.converged).toBe(true);
    expect(model.report.objective / best.report.objective - 1).toBeLessThan(1e-8);
  });

  test('methods that take rows one by one or in batches find it too', async () => {
    const X = iris.X.map((row) => row.map((v) => (v - 3) / 2));
    const options = { tolerance: 1e-6, l2: 3 } as const;
    const best = SoftmaxRegression.fit(X, iris.labels, options).report.objective;
    const rows = SoftmaxRegression.fit(X, iris.labels, { ...options, solver: saga() });
    expect(rows.report.objective / best - 1).toBeLessThan(1e-6);
    const learningRate = stepDecay({ initial: 5e-3, factor: 0.5, every: 100 });
    const batches = SoftmaxRegression.fit(X, iris.labels, {
      ...{ ...options, maxIterations: 800, onUnconverged: 'return' },
      solver: sgd({ learningRate, batchSize: 10 }),
    });
    expect(batches.report.objective / best - 1).toBeLessThan(1e-3);
    const later = await SoftmaxRegression.fitAsync(X, iris.labels, { ...options, solver: saga() });
    expect([...later.coefficients.data]).toEqual([...rows.coefficients.data]);
    expect(later.report.reason).toContain('saga reads row by row');
  });

  test('tolerance 0 takes exactly maxIterations steps and is no failure', () => {
    const seen: number[] = [];
    const model = LogisticRegression.fit(cancer.X, cancer.labels, {
      tolerance: 0,
      maxIterations: 3,
      onIteration: ({ iteration }) => seen.push(iteration),
    });
    expect(model.report.iterations).toBe(3);
    expect(model.report.status).toBe('completed');
    expect(seen).toEqual([1, 2, 3]);
  });

  test('onIteration returning false stops the fit', () => {
    const options = { onIteration: () => false, onUnconverged: 'return' } as const;
    const model = LogisticRegression.fit(cancer.X, cancer.labels, options);
    expect(model.report).toMatchObject({ converged: false, status: 'stopped', iterations: 1 });
    expect(() =>
      LogisticRegression.fit(cancer.X, cancer.labels, { onIteration: () => false }),
    ).toThrow(ConvergenceError);
  });
});

describe('warm starts', () => {
  test('from a model: the optimum is recognised at once', () => {
    const again = LogisticRegression.fit(cancer.X, cancer.labels, { initial: binary });
    expect(again.report.iterations).toBeLessThanOrEqual(1);
    const soft = SoftmaxRegression.fit(iris.X, iris.labels, { initial: softmax });
    expect(soft.report.iterations).toBeLessThanOrEqual(1);
  });

  test('from coefficients, in rows or as a matrix', () => {
    const { coefficients, intercepts } = softmax;
    const rows = [0, 1, 2].map((k) => [...coefficients.data.subarray(4 * k, 4 * k + 4)]);
    for (const initial of [
      { coefficients, intercepts },
      { coefficients: rows, intercepts: [...intercepts] },
    ]) {
      const again = SoftmaxRegression.fit(iris.X, iris.labels, { initial });
      expect(again.report.iterations).toBeLessThanOrEqual(1);
    }
  });

  test('from a model that knew other classes, or named them the other way round', () => {
    const names: Record<string, string> = { setosa: 'z', versicolor: 'y', virginica: 'x' };
    const renamed = iris.labels.map((label) => names[label]);
    const earlier = SoftmaxRegression.fit(iris.X, renamed);
    expect(() =>
      LogisticRegression.fit(cancer.X, cancer.labels, { initial: earlier as never }),
    ).toThrow();
    const grown = SoftmaxRegression.fit([...iris.X, [9, 9, 9, 9]], [...renamed, 'new'], {
      initial: earlier,
    });
    expect(grown.classes).toEqual(['new', 'x', 'y', 'z']);
    expect(grown.report.converged).toBe(true);
  });
});

describe('fitAsync', () => {
  test('finds the same bits as fit and leaves the thread free in between', async () => {
    const model = await LogisticRegression.fitAsync(cancer.X, cancer.labels);
    expect([...model.coefficients]).toEqual([...binary.coefficients]);
    // Data enough for a fit of many timer ticks.
    const X = Array.from({ length: 200 }, () => cancer.X).flat();
    const y = Array.from({ length: 200 }, () => cancer.labels).flat();
    let ticks = 0;
    const timer = setInterval(() => ticks++, 0);
    await LogisticRegression.fitAsync(X, y);
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(0);
    const soft = await SoftmaxRegression.fitAsync(iris.X, iris.labels);
    expect([...soft.coefficients.data]).toEqual([...softmax.coefficients.data]);
  });

  test('bad input rejects instead of throwing', async () => {
    await expect(LogisticRegression.fitAsync([], [])).rejects.toThrow(
      'LogisticRegression.fitAsync: X must be',
    );
  });

  test('a signal aborts it', async () => {
    const controller = new AbortController();
    const run = SoftmaxRegression.fitAsync(iris.X, iris.labels, {
      signal: controller.signal,
      onIteration: () => controller.abort(),
    });
    await expect(run).rejects.toMatchObject({
      name: 'ConvergenceError',
      report: { status: 'aborted' },
    });
  });
});

test('X may be a matrix that the caller keeps: it is read, never written', () => {
  const X = fromRows(iris.X);
  const copy = X.data.slice();
  SoftmaxRegression.fit(X, iris.labels).predict(X);
  expect(X.data).toEqual(copy);
  expect(() => SoftmaxRegression.fit(dense(150, 4, X.data), iris.labels)).not.toThrow();
});

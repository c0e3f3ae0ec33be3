import { csr, dense } from '@betahat/linalg';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { SoftmaxRegression as Whole } from '../src/index.ts';
import { predictorFromJSON } from '../src/predict.ts';
import { ConvergenceError, LogisticRegression, SoftmaxRegression } from '../src/small.ts';
import { type Case, casesOf, taskOf } from './small-cases.ts';

const fit = (expected: Case, tolerance?: number) => {
  const { X, labels, options } = taskOf(expected, tolerance);
  return SoftmaxRegression.fit(X, labels, options);
};

// The 650 parameters of the digits are no small fit.
const cases = casesOf('softmax').filter(([, { table }]) => table !== 'digits');

describe.each(cases)('%s', { timeout: 60_000 }, (_, expected) => {
  test('reaches the optimum and says so', () => {
    const { report, intercepts } = fit(expected);
    expect(report.converged).toBe(true);
    expect(report.certificate!.value).toBeLessThanOrEqual(1e-10);
    const gap = (report.objective - expected.objective) / expected.objective;
    expect(gap).toBeLessThan(1e-10);
    expect(gap).toBeGreaterThan(-1e-12);
    expect(Math.abs(intercepts.reduce((sum, b) => sum + b, 0))).toBeLessThan(1e-9);
  });

  test('coefficients to a millionth of their errors', () => {
    const got = fit(expected, 1e-15).coefficients.data;
    const wanted = expected.W!.flat();
    expected.error!.flat().forEach((error, j) => {
      expect(Math.abs(got[j] - wanted[j]), `coefficient ${j}`).toBeLessThanOrEqual(1e-6 * error);
    });
  });
});

test('the cases are all there', () => {
  expect(cases).toHaveLength(96);
});

const X = [
  [0, 1],
  [1, 0],
  [2, 2],
  [3, 1],
  [1, 3],
  [2, 0],
  [0, 0],
];
const y = ['a', 'b', 'c', 'b', 'a', 'c', 'c'];

const expectNear = (got: SoftmaxRegression, wanted: Whole) => {
  got.coefficients.data.forEach((w, j) => {
    expect(w).toBeCloseTo(wanted.coefficients.data[j], 8);
  });
  got.intercepts.forEach((b, k) => {
    expect(b).toBeCloseTo(wanted.intercepts[k], 8);
  });
};

describe('as SoftmaxRegression of @betahat/models', () => {
  test('same names, same members, same report', () => {
    const model = SoftmaxRegression.fit(X, y, { tolerance: 1e-14 });
    const whole = Whole.fit(X, y, { tolerance: 1e-14 });
    expect(Object.keys(model.report).sort()).toEqual(Object.keys(whole.report).sort());
    expect(model.classes).toEqual(whole.classes);
    expect(model.coefficients).toMatchObject({ kind: 'dense', rows: 3, cols: 2 });
    expect(model.report).toMatchObject({ converged: true, status: 'converged', threads: 1 });
    expect(model.report.passes).toBeGreaterThan(model.report.iterations);
    expectNear(model, whole);
    expect(model.predict(X)).toEqual(whole.predict(X));
    expect(Object.isFrozen(model)).toBe(true);
    expect(Object.isFrozen(model.report)).toBe(true);
    expectTypeOf(model.predict(X)).toEqualTypeOf<string[]>();
  });

  test('two classes', () => {
    const labels = y.map((label) => label === 'a');
    const options = { l2: 0.7, tolerance: 1e-14 };
    const model = SoftmaxRegression.fit(X, labels, options);
    expectNear(model, Whole.fit(X, labels, options));
    // (l2/2)‖W‖² of W = (−w/2, w/2) is half that of w.
    const binary = LogisticRegression.fit(X, labels, { l2: 0.35, tolerance: 1e-14 });
    expect(2 * model.coefficients.data[2]).toBeCloseTo(binary.coefficients[0], 8);
  });

  test('rows in other forms', () => {
    const { coefficients } = SoftmaxRegression.fit(X, y);
    const flat = dense(7, 2, Float64Array.from(X.flat()));
    expect(SoftmaxRegression.fit(flat, y).coefficients).toEqual(coefficients);
    const single = dense(7, 2, Float32Array.from(X.flat()));
    expect(SoftmaxRegression.fit(single, y).coefficients).toEqual(coefficients);
    const typed = X.map((row) => Float32Array.from(row));
    expect(SoftmaxRegression.fit(typed, y).coefficients).toEqual(coefficients);
  });

  test('weights of rows and classes, and no intercept', () => {
    const options = {
      ...{ sampleWeight: [1, 2, 3, 1, 2, 3, 0], classWeight: { a: 2, b: 0.5 }, l2: 0.3 },
      ...{ tolerance: 1e-14 },
    };
    expectNear(SoftmaxRegression.fit(X, y, options), Whole.fit(X, y, options));
    const through0 = { ...options, intercept: false };
    const model = SoftmaxRegression.fit(X, y, through0);
    expect([...model.intercepts]).toEqual([0, 0, 0]);
    expectNear(model, Whole.fit(X, y, through0));
  });

  test('JSON goes both ways, to the same bits', () => {
    const model = SoftmaxRegression.fit(X, y);
    const json = JSON.parse(JSON.stringify(model));
    const bits = model.predictProba(X).data;
    expect(Whole.fromJSON(json).predictProba(X).data).toEqual(bits);
    expect(predictorFromJSON(json).predictProba(X)).toMatchObject({ data: bits });
    expect(SoftmaxRegression.fromJSON(json).toJSON()).toEqual(json);
    expect(Whole.fromJSON(json).toJSON()).toEqual(json);
    const whole = Whole.fit(X, y);
    const read = SoftmaxRegression.fromJSON(JSON.parse(JSON.stringify(whole)));
    expect(read.predictProba(X).data).toEqual(whole.predictProba(X).data);
    expect(read.report).toEqual(whole.report);
  });

  test('a warm start from either model, and from one with all its logits shifted', () => {
    const cold = SoftmaxRegression.fit(X, y);
    for (const initial of [cold, Whole.fit(X, y)]) {
      const warm = SoftmaxRegression.fit(X, y, { initial });
      expect(warm.report.iterations).toBeLessThan(cold.report.iterations);
    }
    const { data } = cold.coefficients;
    const initial = {
      coefficients: dense(
        3,
        2,
        data.map((w, at) => w + 5 + (at % 2)),
      ),
      intercepts: cold.intercepts.map((b) => b - 7),
    };
    const warm = SoftmaxRegression.fit(X, y, { initial, tolerance: 1e-14 });
    expect(warm.report.iterations).toBeLessThan(cold.report.iterations);
    expectNear(warm, Whole.fit(X, y, { tolerance: 1e-14 }));
  });

  test('progress, a stop, and an exact number of steps', () => {
    const seen: number[] = [];
    const options = { onIteration: ({ objective }: { objective: number }) => seen.push(objective) };
    const model = SoftmaxRegression.fit(X, y, options);
    expect(seen).toHaveLength(model.report.iterations);
    expect(seen.at(-1)).toBe(model.report.objective);
    const stop = { onIteration: () => false, onUnconverged: 'return' as const };
    expect(SoftmaxRegression.fit(X, y, stop).report.status).toBe('stopped');
    const steps = { tolerance: 0, maxIterations: 3 };
    expect(SoftmaxRegression.fit(X, y, steps).report).toMatchObject({
      ...{ status: 'completed', iterations: 3 },
    });
  });

  test('a fit that misses its tolerance throws with its model', () => {
    const failing = () => SoftmaxRegression.fit(X, y, { maxIterations: 1, tolerance: 1e-12 });
    expect(failing).toThrow(ConvergenceError);
    expect(failing).toThrow('SoftmaxRegression.fit: The tolerance is not met after 1 steps.');
  });

  test('where the Hessian is singular in floating point it says so', () => {
    const rows = X.map(([a]) => [1e9 * a, 1e9 * a]);
    const failing = () => SoftmaxRegression.fit(rows, y, { l2: 1e-6 });
    expect(failing).toThrow('The Hessian is singular in floating point. Scale');
  });

  test('separable classes under next to no penalty: probabilities that round to 1', () => {
    const rows = [
      [-2, 0],
      [-1, 0.5],
      [0, 3],
      [0.5, 2],
      [2, 0],
      [1, -1],
    ];
    const labels = [0, 0, 1, 1, 2, 2];
    const { report } = SoftmaxRegression.fit(rows, labels, { l2: 1e-15 });
    const { objective } = Whole.fit(rows, labels, { l2: 1e-15 }).report;
    expect(Math.abs(report.objective / objective - 1)).toBeLessThan(1e-10);
  });
});

describe('what only @betahat/models does is rejected by name', () => {
  const fitting =
    (rows: unknown, options?: unknown, labels: unknown = y) =>
    () =>
      SoftmaxRegression.fit(rows as never, labels as never, options as never);

  test.each(['l1', 'solver', 'seed', 'threads', 'signal'])('%s', (name) => {
    expect(fitting(X, { [name]: 0 })).toThrow(`SoftmaxRegression.fit: unknown option "${name}"`);
  });

  test('no penalty', () => {
    expect(fitting(X, { l2: 0 })).toThrow(
      new RangeError(
        'SoftmaxRegression.fit: l2 must be positive (@betahat/models also fits without), got 0',
      ),
    );
  });

  test('sparse rows', () => {
    const sparse = csr(
      ...([2, 2, Float64Array.of(1, 1), Uint32Array.of(0, 1), Uint32Array.of(0, 1, 2)] as const),
    );
    expect(fitting(sparse, {}, ['a', 'b'])).toThrow(
      'SoftmaxRegression.fit: X must be dense (@betahat/models also fits sparse rows), got an object',
    );
    // @ts-expect-error sparse rows do not compile
    expect(() => SoftmaxRegression.fit(sparse, ['a', 'b'])).toThrow(TypeError);
  });

  test('labels that are probabilities', () => {
    const soft = X.map(() => [0.5, 0.5]);
    const message =
      'SoftmaxRegression.fit: y must be one label per row (@betahat/models also fits probabilities), got ';
    expect(fitting(X, {}, soft)).toThrow(message);
    expect(fitting(X, {}, dense(7, 2))).toThrow(message);
  });

  test('bad input', () => {
    expect(fitting([[1], [Number.NaN]], {}, [0, 1])).toThrow('X[1][0] must be a finite number');
    expect(fitting(X, {}, Array(7).fill(1))).toThrow('at least two classes');
    expect(fitting(X, null)).toThrow('options must be an object, got null');
    expect(fitting(X, { sampleWeight: [1] })).toThrow('sampleWeight.length');
    expect(fitting(X, { initial: { coefficients: [[1, 2]] } })).toThrow('3 rows, one per class');
  });
});

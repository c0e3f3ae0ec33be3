import { csr, dense } from '@betahat/linalg';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { LogisticRegression as Whole } from '../src/index.ts';
import { predictorFromJSON } from '../src/predict.ts';
import { ConvergenceError, LogisticRegression } from '../src/small.ts';
import { type Case, casesOf, taskOf } from './small-cases.ts';

const fit = (expected: Case, tolerance?: number) => {
  const { X, labels, options } = taskOf(expected, tolerance);
  const first = [...new Set(labels)].sort()[0];
  return LogisticRegression.fit(
    X,
    labels.map((label) => label !== first),
    options,
  );
};

const binary = casesOf('binary');

describe.each(binary)('%s', { timeout: 60_000 }, (_, expected) => {
  test('reaches the optimum and says so', () => {
    const { report } = fit(expected);
    expect(report.converged).toBe(true);
    expect(report.certificate!.value).toBeLessThanOrEqual(1e-10);
    const gap = (report.objective - expected.objective) / expected.objective;
    expect(gap).toBeLessThan(1e-10);
    expect(gap).toBeGreaterThan(-1e-12);
  });

  test.runIf(expected.error !== undefined)('coefficients to a millionth of their errors', () => {
    const got = fit(expected, 1e-15).coefficients;
    const wanted = expected.W!.flat();
    expected.error!.flat().forEach((error, j) => {
      expect(Math.abs(got[j] - wanted[j]), `coefficient ${j}`).toBeLessThanOrEqual(1e-6 * error);
    });
  });
});

test('the cases are all there', () => {
  expect(binary).toHaveLength(128);
});

const X = [
  [0, 1],
  [1, 0],
  [2, 2],
  [3, 1],
  [1, 3],
  [2, 0],
];
const y = ['a', 'b', 'a', 'b', 'a', 'b'];

describe('as LogisticRegression of @betahat/models', () => {
  test('same names, same members, same report', () => {
    const model = LogisticRegression.fit(X, y);
    const whole = Whole.fit(X, y);
    expect(Object.keys(model.report).sort()).toEqual(Object.keys(whole.report).sort());
    expect(model.classes).toEqual(whole.classes);
    expect(model.report).toMatchObject({ converged: true, status: 'converged', threads: 1 });
    expect(model.report.passes).toBeGreaterThan(model.report.iterations);
    expect(model.intercept).toBeCloseTo(whole.intercept, 8);
    model.coefficients.forEach((w, j) => {
      expect(w).toBeCloseTo(whole.coefficients[j], 8);
    });
    expect(model.predict(X)).toEqual(whole.predict(X));
    expect(Object.isFrozen(model)).toBe(true);
    expect(Object.isFrozen(model.report)).toBe(true);
    expectTypeOf(model.predict(X)).toEqualTypeOf<string[]>();
  });

  test('rows in other forms', () => {
    const { coefficients } = LogisticRegression.fit(X, y);
    const flat = dense(6, 2, Float64Array.from(X.flat()));
    expect(LogisticRegression.fit(flat, y).coefficients).toEqual(coefficients);
    const single = dense(6, 2, Float32Array.from(X.flat()));
    expect(LogisticRegression.fit(single, y).coefficients).toEqual(coefficients);
    const typed = X.map((row) => Float32Array.from(row));
    expect(LogisticRegression.fit(typed, y).coefficients).toEqual(coefficients);
  });

  test('weights of rows and classes', () => {
    const options = {
      ...{ sampleWeight: [1, 2, 3, 1, 2, 3], classWeight: { a: 2, b: 0.5 }, l2: 0.3 },
      ...{ intercept: false, tolerance: 1e-14 },
    };
    const model = LogisticRegression.fit(X, y, options);
    expect(model.intercept).toBe(0);
    model.coefficients.forEach((w, j) => {
      expect(w).toBeCloseTo(Whole.fit(X, y, options).coefficients[j], 8);
    });
  });

  test('JSON goes both ways, to the same bits', () => {
    const model = LogisticRegression.fit(X, y);
    const json = JSON.parse(JSON.stringify(model));
    const bits = model.predictProba(X).data;
    expect(Whole.fromJSON(json).predictProba(X).data).toEqual(bits);
    expect(predictorFromJSON(json).predictProba(X)).toMatchObject({ data: bits });
    expect(LogisticRegression.fromJSON(json).toJSON()).toEqual(json);
    const whole = Whole.fit(X, y);
    const read = LogisticRegression.fromJSON(JSON.parse(JSON.stringify(whole)));
    expect(read.predictProba(X).data).toEqual(whole.predictProba(X).data);
    expect(read.report).toEqual(whole.report);
  });

  test('a warm start from either model', () => {
    const cold = LogisticRegression.fit(X, y);
    for (const initial of [cold, Whole.fit(X, y)]) {
      const warm = LogisticRegression.fit(X, y, { initial });
      expect(warm.report.iterations).toBeLessThan(cold.report.iterations);
    }
  });

  test('progress, a stop, and an exact number of steps', () => {
    const seen: number[] = [];
    const options = { onIteration: ({ objective }: { objective: number }) => seen.push(objective) };
    const model = LogisticRegression.fit(X, y, options);
    expect(seen).toHaveLength(model.report.iterations);
    expect(seen.at(-1)).toBe(model.report.objective);
    const stop = { onIteration: () => false, onUnconverged: 'return' as const };
    expect(LogisticRegression.fit(X, y, stop).report.status).toBe('stopped');
    const steps = { tolerance: 0, maxIterations: 3 };
    expect(LogisticRegression.fit(X, y, steps).report).toMatchObject({
      ...{ status: 'completed', iterations: 3 },
    });
  });

  test('a fit that misses its tolerance throws with its model', () => {
    const failing = () => LogisticRegression.fit(X, y, { maxIterations: 1, tolerance: 1e-12 });
    expect(failing).toThrow(ConvergenceError);
    expect(failing).toThrow('LogisticRegression.fit: The tolerance is not met after 1 steps.');
  });

  test('where the Hessian is singular in floating point it says so', () => {
    const rows = X.map(([a]) => [1e9 * a, 1e9 * a]);
    const failing = () => LogisticRegression.fit(rows, y, { l2: 1e-6 });
    expect(failing).toThrow('The Hessian is singular in floating point. Scale');
  });
});

describe('what only @betahat/models does is rejected by name', () => {
  const fitting =
    (rows: unknown, options?: unknown, labels: unknown = y) =>
    () =>
      LogisticRegression.fit(rows as never, labels as never, options as never);

  test.each(['l1', 'solver', 'seed', 'threads', 'signal'])('%s', (name) => {
    expect(fitting(X, { [name]: 0 })).toThrow(`LogisticRegression.fit: unknown option "${name}"`);
  });

  test('no penalty', () => {
    expect(fitting(X, { l2: 0 })).toThrow(
      new RangeError(
        'LogisticRegression.fit: l2 must be positive (@betahat/models also fits without), got 0',
      ),
    );
  });

  test('sparse rows', () => {
    const sparse = csr(
      ...([2, 2, Float64Array.of(1, 1), Uint32Array.of(0, 1), Uint32Array.of(0, 1, 2)] as const),
    );
    expect(fitting(sparse, {}, ['a', 'b'])).toThrow(
      'LogisticRegression.fit: X must be dense (@betahat/models also fits sparse rows), got an object',
    );
    // @ts-expect-error sparse rows do not compile
    expect(() => LogisticRegression.fit(sparse, ['a', 'b'])).toThrow(TypeError);
  });

  test('more classes', () => {
    expect(fitting(X, {}, [1, 2, 3, 1, 2, 3])).toThrow('SoftmaxRegression fits more');
  });

  test('bad input', () => {
    expect(fitting([[1], [Number.NaN]], {}, [0, 1])).toThrow('X[1][0] must be a finite number');
    expect(fitting(X, null)).toThrow('options must be an object, got null');
    expect(fitting(X, { sampleWeight: [1] })).toThrow('sampleWeight.length');
  });
});

import { csr, dense } from '@betahat/linalg';
import { gradientDescent } from '@betahat/optimizers';
import { describe, expect, test } from 'vitest';
import {
  ConvergenceError,
  LogisticRegression,
  SeparationError,
  SoftmaxRegression,
} from '../src/index.ts';

const X = [
  [0, 1],
  [1, 0],
  [2, 2],
  [3, 1],
  [1, 3],
  [2, 0],
];
const y = ['a', 'b', 'a', 'b', 'a', 'b'];

/** Plain JavaScript callers have no types to stop them. */
const fit = (X: unknown, y: unknown, options?: unknown) => () =>
  LogisticRegression.fit(X as never, y as never, options as never);

const csrLike = (values: Float64Array, columns: Uint32Array, rowStart: Uint32Array) => ({
  ...{ kind: 'csr', rows: 2, cols: 2, values, columns, rowStart },
});

describe('X', () => {
  test.each<[string, unknown, string]>([
    [
      'nothing',
      undefined,
      'LogisticRegression.fit: X must be a matrix or an array of rows, got undefined',
    ],
    ['a string', 'abc', 'X must be a matrix or an array of rows, got "abc"'],
    ['no rows', [], 'X must be an array of at least one row, got an array of length 0'],
    ['no columns', [[], []], 'X must be a matrix with at least one column'],
    ['ragged rows', [[1, 2], [3]], 'X[1].length must be 2 like the first row, got 1'],
    [
      'NaN',
      [
        [1, 2],
        [3, Number.NaN],
      ],
      'X[1][1] must be a finite number, got NaN',
    ],
    [
      'infinity',
      [
        [1, Number.NEGATIVE_INFINITY],
        [3, 4],
      ],
      'X[0][1] must be a finite number, got -Infinity',
    ],
    [
      'a string in a row',
      [
        [1, 2],
        [3, '4'],
      ],
      'X[1][1] must be a finite number, got "4"',
    ],
    ['a hole in a row', [[1, 2], new Array(2)], 'X[1][0] must be a finite number, got undefined'],
    [
      'a missing row',
      [[1, 2], undefined],
      'X[1] must be an array of numbers (one row), got undefined',
    ],
    [
      'bigints',
      [
        [1n, 2n],
        [3n, 4n],
      ],
      'X[0][0] must be a finite number, got 1n',
    ],
    [
      'null in a row',
      [
        [null, 2],
        [3, 4],
      ],
      'X[0][0] must be a finite number, got null',
    ],
    [
      'rows of 64-bit integers',
      [BigInt64Array.of(1n, 2n), BigInt64Array.of(3n, 4n)],
      'X[0] must be an array of numbers (one row), got a BigInt64Array of length 2',
    ],
    [
      'positive infinity',
      [
        [Number.POSITIVE_INFINITY, 2],
        [3, 4],
      ],
      'X[0][0] must be a finite number, got Infinity',
    ],
    ['a hole among the rows', [[1, 2], ...new Array(1)], 'X[1] must be an array of numbers'],
    ['a flat array', [1, 2], 'X[0] must be an array of numbers (one row), got 1'],
    ['another kind of matrix', { kind: 'coo' }, "X.kind must be 'dense' or 'csr', got \"coo\""],
  ])('%s', (_, X, message) => {
    expect(fit(X, ['a', 'b'])).toThrow(message);
  });

  test.each<[string, unknown]>([
    [
      'a dense matrix of the wrong length',
      { kind: 'dense', rows: 2, cols: 2, data: new Float64Array(3) },
    ],
    ['a dense matrix over an array', { kind: 'dense', rows: 1, cols: 2, data: [1, 2] }],
    [
      'a sparse matrix without rows',
      { kind: 'csr', rows: 2, cols: 2, values: new Float64Array(0) },
    ],
    [
      'a sparse column out of range',
      csrLike(Float64Array.of(1, 2), Uint32Array.of(0, 2), Uint32Array.of(0, 1, 2)),
    ],
    [
      'sparse rows that end before they begin',
      csrLike(Float64Array.of(1, 2), Uint32Array.of(0, 1), Uint32Array.of(0, 3, 2)),
    ],
  ])('%s', (_, X) => {
    expect(fit(X, ['a', 'b'])).toThrow('X must be a matrix as dense() or csr() makes it');
    const model = LogisticRegression.fit(
      [
        [0, 1],
        [1, 0],
      ],
      ['a', 'b'],
    );
    expect(() => model.predict(X as never)).toThrow(
      'X must be a matrix as dense() or csr() makes it',
    );
  });

  test('sparse columns out of order are found in a fit', () => {
    const X = csrLike(Float64Array.of(1, 2), Uint32Array.of(1, 0), Uint32Array.of(0, 2, 2));
    expect(fit(X, ['a', 'b'])).toThrow(
      'csr: columns[1] must be at least 2 (ascending within row 0)',
    );
  });

  test('NaN in a dense or sparse matrix is found at its row and column', () => {
    const data = new Float64Array(6).fill(1);
    data[3] = Number.NaN;
    expect(fit(dense(3, 2, data), ['a', 'b', 'a'])).toThrow(
      'X[1][1] must be a finite number, got NaN',
    );
    const sparse = csr(
      3,
      2,
      Float64Array.of(1, Number.POSITIVE_INFINITY),
      Uint32Array.of(0, 1),
      Uint32Array.of(0, 1, 1, 2),
    );
    expect(fit(sparse, ['a', 'b', 'a'])).toThrow('X[2][1] must be a finite number, got Infinity');
  });
});

describe('y', () => {
  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'y must be an array with one label per row, got undefined'],
    ['too short', ['a', 'b'], 'y.length must be the number of rows of X, 6, got 2'],
    [
      'one class',
      ['a', 'a', 'a', 'a', 'a', 'a'],
      'y must be at least two classes, but every label is "a"',
    ],
    [
      'three classes',
      ['a', 'b', 'c', 'a', 'b', 'c'],
      'y must be of two classes (SoftmaxRegression fits more), but it has 3',
    ],
    [
      'mixed types',
      ['a', 'b', 1, 'a', 'b', 'a'],
      'y[2] must be a string like the labels before it, got 1',
    ],
    [
      'NaN',
      [0, 1, Number.NaN, 0, 1, 0],
      'y[2] must be a finite number, a string or a boolean, got NaN',
    ],
    [
      'null',
      [null, 1, 0, 0, 1, 0],
      'y[0] must be a string, a finite number or a boolean, got null',
    ],
    ['too long', ['a', 'b', 'a', 'b', 'a', 'b', 'a'], 'the number of rows of X, 6, got 7'],
    [
      'infinity',
      [0, 1, 0, Number.POSITIVE_INFINITY, 1, 0],
      'y[3] must be a finite number, a string or a boolean, got Infinity',
    ],
    [
      'bigints',
      [0n, 1n, 0n, 1n, 0n, 1n],
      'y[0] must be a string, a finite number or a boolean, got 0n',
    ],
    [
      '64-bit integers',
      BigInt64Array.of(0n, 1n, 0n, 1n, 0n, 1n),
      'y[0] must be a string, a finite number or a boolean, got 0n',
    ],
    ['a hole', new Array(6), 'y[0] must be a string, a finite number or a boolean, got undefined'],
  ])('%s', (_, labels, message) => {
    expect(fit(X, labels)).toThrow(message);
  });

  test.each<[string, unknown, string]>([
    [
      'out of range',
      [[2, -1], ...Array(5).fill([0, 1])],
      'y[0][0] must be a probability in [0, 1], got 2',
    ],
    [
      'not summing to 1',
      [[0.5, 0.4], ...Array(5).fill([0, 1])],
      'the sum of y[0] must be 1, got 0.9',
    ],
    ['too few rows', [[0, 1]], 'the number of rows of y must be that of X, 6, got 1'],
    ['one column', Array(6).fill([1]), 'the number of columns of y must be at least 2, got 1'],
  ])('probabilities: %s', (_, probabilities, message) => {
    expect(() => SoftmaxRegression.fit(X, probabilities as number[][])).toThrow(message);
  });

  test('a class that no row has a probability of, or that only rows without weight have', () => {
    const y = [...Array(5).fill([0.3, 0.7, 0]), [0.1, 0.1, 0.8]];
    const sampleWeight = [1, 1, 1, 1, 1, 0];
    expect(() => SoftmaxRegression.fit(X, y, { sampleWeight })).toThrow(
      'the weight of class 2 must be positive, got 0',
    );
    expect(() => SoftmaxRegression.fit(X, Array(6).fill([1, 0]), { l1: 1 })).toThrow(
      'the weight of class 1 must be positive, got 0',
    );
    // Without an intercept the penalty holds every class.
    const held = SoftmaxRegression.fit(X, y, { sampleWeight, intercept: false });
    expect(held.report.converged).toBe(true);
    expect(Math.max(...held.coefficients.data.map(Math.abs))).toBeLessThan(10);
  });
});

describe('options', () => {
  test.each<[string, unknown, string]>([
    ['null', null, 'options must be an object, got null'],
    ['unknown name', { lambda: 1 }, 'unknown option "lambda"; the options are intercept, l1, l2'],
    [
      'signal without fitAsync',
      { signal: new AbortController().signal },
      'unknown option "signal"',
    ],
    ['intercept', { intercept: 'yes' }, 'intercept must be true or false, got "yes"'],
    ['negative l2', { l2: -1 }, 'l2 must be a non-negative finite number, got -1'],
    ['negative l1', { l1: -1 }, 'l1 must be a non-negative finite number, got -1'],
    [
      'infinite l1',
      { l1: Number.POSITIVE_INFINITY },
      'l1 must be a non-negative finite number, got Infinity',
    ],
    ['maxIterations 0', { maxIterations: 0 }, 'maxIterations must be a positive integer, got 0'],
    ['a bigint penalty', { l2: 1n }, 'l2 must be a non-negative finite number, got 1n'],
    [
      'a weight of another type',
      { sampleWeight: [1, 1, '1', 1, 1, 1] },
      'sampleWeight[2] must be a non-negative finite number, got "1"',
    ],
    [
      'an infinite weight',
      { sampleWeight: [1, 1, Number.POSITIVE_INFINITY, 1, 1, 1] },
      'sampleWeight[2] must be a non-negative finite number, got Infinity',
    ],
    ['a hole in the weights', { sampleWeight: new Array(6) }, 'sampleWeight[0] must be a'],
    [
      'an unknown label in a Map',
      { classWeight: new Map([['c', 2]]) },
      'a label of classWeight must be one of a, b, got "c"',
    ],
    ['l2 NaN', { l2: Number.NaN }, 'l2 must be a non-negative finite number, got NaN'],
    [
      'tolerance',
      { tolerance: '1e-3' },
      'tolerance must be a non-negative finite number, got "1e-3"',
    ],
    ['maxIterations', { maxIterations: 2.5 }, 'maxIterations must be a positive integer, got 2.5'],
    [
      'tolerance 0 alone',
      { tolerance: 0 },
      'maxIterations must be given when tolerance is 0, got undefined',
    ],
    [
      'unknown solver',
      { solver: 'sgd' },
      'solver must be \'auto\' or a method of @betahat/optimizers, got "sgd"',
    ],
    ['seed', { seed: -1 }, 'seed must be an integer from 0 to 2^32 − 1, got -1'],
    ['onIteration', { onIteration: 3 }, 'onIteration must be a function, got 3'],
    [
      'onUnconverged',
      { onUnconverged: 'ignore' },
      "onUnconverged must be 'throw' or 'return', got \"ignore\"",
    ],
    [
      'sampleWeight type',
      { sampleWeight: 'all' },
      'sampleWeight must be an array of one number per row, got "all"',
    ],
    [
      'sampleWeight length',
      { sampleWeight: [1] },
      'sampleWeight.length must be the number of rows of X, 6, got 1',
    ],
    [
      'negative weight',
      { sampleWeight: [1, 1, -1, 1, 1, 1] },
      'sampleWeight[2] must be a non-negative finite number, got -1',
    ],
    [
      'weight NaN',
      { sampleWeight: [1, 1, Number.NaN, 1, 1, 1] },
      'sampleWeight[2] must be a non-negative finite number, got NaN',
    ],
    [
      'all weights zero',
      { sampleWeight: [0, 0, 0, 0, 0, 0] },
      'the sum of sampleWeight must be positive, got 0',
    ],
    [
      'a class without weight',
      { sampleWeight: [0, 1, 0, 1, 0, 1] },
      'the weight of class a must be positive, got 0',
    ],
    [
      'classWeight',
      { classWeight: 'even' },
      "classWeight must be 'balanced', a Map from label to weight",
    ],
    [
      'unknown label',
      { classWeight: { c: 2 } },
      'a label of classWeight must be one of a, b, got "c"',
    ],
    [
      'class weight',
      { classWeight: new Map([['a', -1]]) },
      'classWeight of a must be a non-negative finite number, got -1',
    ],
    ['initial', { initial: 3 }, 'initial must be a model or an object with coefficients, got 3'],
    [
      'initial length',
      { initial: { coefficients: [1] } },
      'initial.coefficients.length must be 2, got 1',
    ],
    [
      'initial NaN',
      { initial: { coefficients: [1, Number.NaN] } },
      'initial.coefficients[1] must be a finite number, got NaN',
    ],
    [
      'initial intercept without intercept',
      { intercept: false, initial: { coefficients: [0, 0], intercept: 1 } },
      'initial.intercept must be 0 or left out where intercept is false',
    ],
  ])('%s', (_, options, message) => {
    expect(fit(X, y, options)).toThrow(message);
  });

  test('a record of class weights is for string labels', () => {
    const numbers = y.map((label) => +(label === 'b'));
    expect(fit(X, numbers, { classWeight: { 0: 2 } })).toThrow('classWeight must be');
  });
});

describe('predictions', () => {
  const model = LogisticRegression.fit(X, y);
  const softmax = SoftmaxRegression.fit(X, y);
  test.each([
    [
      'predict',
      () => model.predict([[1, 2, 3]]),
      'predict: the number of columns of X must be 2 as in the fit, got 3',
    ],
    [
      'predict a row',
      () => model.predict([1]),
      'the length of the row must be 2 as in the fit, got 1',
    ],
    [
      'predictProba',
      () => softmax.predictProba([[1, Number.NaN]]),
      'predictProba: X[0][1] must be a finite number, got NaN',
    ],
    [
      'decisionFunction',
      () => model.decisionFunction('x' as never),
      'X must be a matrix or an array of rows, got "x"',
    ],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(message);
  });
});

describe('JSON', () => {
  const json = JSON.parse(JSON.stringify(LogisticRegression.fit(X, y)));
  test.each<[string, unknown, string]>([
    ['a string', 'abc', 'the model must be an object as toJSON returns it, got "abc"'],
    ['an array', [1], 'the model must be an object as toJSON returns it, got an array of length 1'],
    ['something else', { hello: 1 }, 'format must be "betahat/logistic-regression", got undefined'],
    [
      'the other model',
      { ...json, format: 'betahat/softmax-regression' },
      'format must be "betahat/logistic-regression"',
    ],
    ['a newer version', { ...json, version: 2 }, 'the model was written by a newer release'],
    [
      'no version',
      { ...json, version: undefined },
      'version must be a positive integer, got undefined',
    ],
    [
      'unsorted classes',
      { ...json, classes: ['b', 'a'] },
      'classes[1] must be greater than the label before it, got "a"',
    ],
    ['one class', { ...json, classes: ['b'] }, 'classes must be an array of at least 2 labels'],
    [
      'null coefficient',
      { ...json, coefficients: [1, null] },
      'coefficients[1] must be a finite number, got null',
    ],
    [
      'no intercept',
      { ...json, intercept: undefined },
      'intercept must be a finite number, got undefined',
    ],
    ['no report', { ...json, report: undefined }, 'report must be an object, got undefined'],
    [
      'a foreign report',
      { ...json, report: {} },
      'report.converged must be true or false, got undefined',
    ],
  ])('%s', (_, value, message) => {
    expect(() => LogisticRegression.fromJSON(value)).toThrow(message);
  });

  test('a polluted prototype does not stand in for a field', () => {
    const { format: _, ...rest } = json;
    const polluted = JSON.parse(`{"__proto__": {"format": "betahat/logistic-regression"}}`);
    expect(() => LogisticRegression.fromJSON({ ...rest, ...polluted })).toThrow('format must be');
    expect(() => LogisticRegression.fromJSON(Object.create(json))).toThrow('format must be');
    expect(({} as Record<string, unknown>)['format']).toBeUndefined();
  });
});

describe('fits that cannot end', () => {
  const separable = [[0], [1], [2], [3]];
  const halves = ['no', 'no', 'yes', 'yes'];

  test('separable data without a penalty: SeparationError with the columns at work', () => {
    const twice = separable.map(([x]) => [0.1 * ((x! * 7) % 3), x!]);
    try {
      LogisticRegression.fit(twice, halves, { l2: 0 });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(SeparationError);
      expect((error as SeparationError).kind).toBe('complete');
      expect((error as SeparationError).columns[0]).toBe(1);
      expect((error as SeparationError).message).toContain('pass l2 > 0');
    }
    expect(() => SoftmaxRegression.fit(separable, ['a', 'b', 'c', 'c'], { l2: 0 })).toThrow(
      SeparationError,
    );
  });

  test('too few iterations: ConvergenceError carries the model', () => {
    const options = { solver: gradientDescent({ learningRate: 1e-3 }), maxIterations: 3 };
    try {
      LogisticRegression.fit(X, y, options);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ConvergenceError);
      const { model, report } = error as ConvergenceError<LogisticRegression<string>>;
      expect(report.status).toBe('iterationLimit');
      expect(report.iterations).toBe(3);
      expect(model.predict(X)).toHaveLength(6);
    }
    const model = LogisticRegression.fit(X, y, { ...options, onUnconverged: 'return' });
    expect(model.report.converged).toBe(false);
  });
});

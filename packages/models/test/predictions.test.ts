import { logSoftmax, sigmoid, softmax } from '@betahat/activations';
import { csr, dense, toCsr, useEngine } from '@betahat/linalg';
import { RandomState } from '@betahat/random';
import { describe, expect, test } from 'vitest';
import { LogisticRegression, SoftmaxRegression } from '../src/index.ts';
import {
  type LogisticPredictor,
  predictorFromJSON,
  type SoftmaxPredictor,
} from '../src/predict.ts';

const random = new RandomState(5);
const rows = Array.from({ length: 60 }, () => [...random.randn(5)]);
const noise = random.randn(60);
const X = dense(60, 5, Float64Array.from(rows.flat()));
const binary = LogisticRegression.fit(
  X,
  rows.map(([a], i) => a + noise[i] > 0),
);
const three = SoftmaxRegression.fit(
  X,
  rows.map(([a], i) => 'abc'[a + noise[i] > 0.5 ? 2 : a < 0 ? 0 : 1]),
);

/** A binary model of one column whose logit is the entry itself. */
const bare = LogisticRegression.fromJSON({
  ...JSON.parse(JSON.stringify(binary)),
  coefficients: [1],
  intercept: 0,
});

const LOGITS = [0, 1e-9, 0.3, -2, 37, -37, 710, -746, 1e300, -1e300];

describe('probabilities and their logarithms', () => {
  test('binary: those of the sigmoid, to the bit, and of its logarithm', () => {
    const column = dense(LOGITS.length, 1, Float64Array.from(LOGITS));
    const p = bare.predictProba(column).data;
    const log = bare.predictLogProba(column).data;
    LOGITS.forEach((o, i) => {
      expect(p[2 * i + 1]).toBe(sigmoid(o));
      expect(p[2 * i]).toBe(sigmoid(-o));
      const pair = logSoftmax(Float64Array.of(0, o), 2);
      expect([log[2 * i], log[2 * i + 1]]).toEqual([...pair]);
    });
  });

  test('softmax: those of the activations, to the bit', () => {
    const logits = three.decisionFunction(X);
    expect(three.predictProba(X).data).toEqual(softmax(logits.data, 3));
    expect(three.predictLogProba(X).data).toEqual(logSoftmax(logits.data, 3));
  });

  test('a row alone, a batch and the predictor from JSON give the same numbers', () => {
    for (const model of [binary, three]) {
      const predictor = predictorFromJSON(JSON.parse(JSON.stringify(model)));
      const width = model.classes.length;
      for (const ask of ['predictProba', 'predictLogProba'] as const) {
        const batch = model[ask](X).data;
        expect(predictor[ask](X).data).toEqual(batch);
        rows.forEach((row, i) => {
          expect([...model[ask](row)]).toEqual([...batch.subarray(i * width, (i + 1) * width)]);
        });
      }
      expect(predictor.predict(X)).toEqual(model.predict(X));
      expect(rows.map((row) => model.predict(row))).toEqual(model.predict(X));
    }
  });
});

describe('entries that are not finite', () => {
  const none = LogisticRegression.fromJSON({
    ...JSON.parse(JSON.stringify(binary)),
    coefficients: [0, 0, 1],
    intercept: 0,
  });
  const values = [1, 2, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

  test.each(values)('%d is found wherever it is, also under a coefficient of 0', (value) => {
    for (const at of [0, 1, 2, 7]) {
      const data = new Float64Array(9).fill(0.5);
      data[at] = value;
      const there = `X[${Math.floor(at / 3)}][${at % 3}] must be a finite number, got ${value}`;
      const sparse = csr(
        3,
        3,
        data,
        Uint32Array.of(0, 1, 2, 0, 1, 2, 0, 1, 2),
        Uint32Array.of(0, 3, 6, 9),
      );
      for (const given of [dense(3, 3, data), sparse]) {
        if (Number.isFinite(value)) expect(none.predict(given)).toHaveLength(3);
        else expect(() => none.predict(given)).toThrow(there);
      }
    }
  });

  test('infinities that cancel do not hide', () => {
    const data = Float64Array.of(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1);
    expect(() => none.predict(dense(1, 3, data))).toThrow('X[0][0] must be a finite number');
  });

  test('a logit may overflow all the same', () => {
    expect(none.decisionFunction([0, 0, 1e308])).toBe(1e308);
    const steep = LogisticRegression.fromJSON({
      ...JSON.parse(JSON.stringify(binary)),
      coefficients: [1e200],
      intercept: 0,
    });
    expect([...steep.predictProba([1e200])]).toEqual([0, 1]);
    expect(steep.predict([-1e200])).toBe(false);
    expect(steep.predictLogProba([1e200])[0]).toBe(Number.NEGATIVE_INFINITY);
  });
});

test('binary: any number of rows and columns, and both precisions, to the bits of the predictor', () => {
  const numbers = new RandomState(7);
  for (const columns of [1, 2, 7, 50]) {
    const json = {
      ...JSON.parse(JSON.stringify(binary)),
      coefficients: [...numbers.randn(columns)],
      intercept: 0.3,
    };
    const model = LogisticRegression.fromJSON(json);
    const predictor = predictorFromJSON(json) as LogisticPredictor;
    for (const count of [1, 2, 3, 4, 5, 6, 7, 8, 9, 1030]) {
      const data = numbers.randn(count * columns);
      for (const batch of [
        dense(count, columns, data),
        dense(count, columns, Float32Array.from(data)),
      ]) {
        const logits = model.decisionFunction(batch);
        expect(predictor.decisionFunction(batch)).toEqual(logits);
        expect(model.decisionFunction(toCsr(batch))).toEqual(logits);
        const last = batch.data.slice((count - 1) * columns);
        expect(model.decisionFunction(last)).toBe(logits[count - 1]);
      }
    }
  }
});

describe('batches that kernels take', () => {
  // Odd and even numbers of columns and classes, and rows that four do not divide.
  test.each([
    [9001, 10, 3],
    [4003, 33, 4],
    [2500, 7, 17],
  ])(
    '%i×%i, %i classes: the bits of the predictor, of a row alone and of sparse rows',
    (...shape) => {
      const [count, columns, classes] = shape;
      const single = new RandomState(6);
      const batch = dense(count, columns, single.randn(count * columns));
      const json = {
        format: 'betahat/softmax-regression',
        version: 1,
        classes: Array.from({ length: classes }, (_, k) => k),
        coefficients: Array.from({ length: classes }, () => [...single.randn(columns)]),
        intercepts: [...single.randn(classes)],
        report: JSON.parse(JSON.stringify(three)).report,
      };
      const predictor = predictorFromJSON(json) as SoftmaxPredictor;
      const sparse = toCsr(batch);
      const before = useEngine();
      for (const engine of ['auto', 'simd', 'plain'] as const) {
        useEngine(engine);
        const inUse = useEngine();
        const model = SoftmaxRegression.fromJSON(json);
        for (const ask of ['decisionFunction', 'predictProba', 'predictLogProba'] as const) {
          const { data } = model[ask](batch);
          expect(predictor[ask](batch).data).toEqual(data);
          expect(model[ask](sparse).data).toEqual(data);
          const row = batch.data.slice(columns, 2 * columns);
          expect(model[ask](row)).toEqual(data.slice(classes, 2 * classes));
        }
        expect(model.predict(batch)).toEqual(predictor.predict(batch));
        expect(useEngine()).toBe(inUse);
      }
      useEngine(before);
    },
  );

  test('an entry that is not finite is named, and the engine stays', () => {
    const batch = dense(30_000, 5);
    batch.data[777] = Number.NaN;
    const before = useEngine();
    expect(() => three.predictProba(batch)).toThrow('X[155][2] must be a finite number, got NaN');
    expect(useEngine()).toBe(before);
  });
});

import { dense } from '@betahat/linalg';
import { relativeError } from '@betahat/testing';
import { describe, expect, test } from 'vitest';
import {
  accuracy,
  averagePrecision,
  balancedAccuracy,
  brier,
  calibrationCurve,
  confusionMatrix,
  expectedCalibrationError,
  fScore,
  logLoss,
  matthews,
  precisionRecall,
  precisionRecallCurve,
  rocAuc,
  rocCurve,
} from './index.ts';

const truth = [0, 1, 1, 0, 1, 0, 1, 1];
const predicted = [0, 1, 0, 0, 1, 1, 1, 0];
const scores = [0.1, 0.9, 0.4, 0.4, 0.7, 0.7, 0.7, 0.2];
const weights = [2, 1, 3, 1, 0, 2, 1, 1];

/** Row i as often as its weight says. */
const repeat = <T>(values: T[]): T[] =>
  values.flatMap((value, i) => new Array<T>(weights[i]).fill(value));

type Scalar = (t: number[], options: { weights?: number[] }, order: number[]) => number;

const take = (values: number[], order: number[]) => order.map((i) => values[i]);
const scalars: Record<
  string,
  (labels: number[], other: number[], options: { weights?: number[] }) => number
> = {
  accuracy,
  balancedAccuracy,
  matthews,
  fScore,
};
const scored: typeof scalars = {
  logLoss,
  brier,
  rocAuc,
  averagePrecision,
  expectedCalibrationError,
};

describe('weights and order', () => {
  const all: [string, Scalar, Scalar][] = [
    ...Object.entries(scalars).map(([name, f]): [string, Scalar, Scalar] => [
      name,
      (t, options, order) => f(t, take(predicted, order), options),
      () => f(repeat(truth), repeat(predicted), {}),
    ]),
    ...Object.entries(scored).map(([name, f]): [string, Scalar, Scalar] => [
      name,
      (t, options, order) => f(t, take(scores, order), options),
      () => f(repeat(truth), repeat(scores), {}),
    ]),
  ];
  const asIs = [...truth.keys()];
  const reversed = asIs.toReversed();

  test.each(all)('%s: weight 2 is the row twice, weight 0 no row', (_, metric, repeated) => {
    expect(relativeError(metric(truth, { weights }, asIs), repeated([], {}, []))).toBeLessThan(
      1e-14,
    );
  });

  test.each(all)('%s: the order of rows does not matter', (_, metric) => {
    const forward = metric(truth, { weights }, asIs);
    const backward = metric(take(truth, reversed), { weights: take(weights, reversed) }, reversed);
    expect(relativeError(backward, forward)).toBeLessThan(1e-14);
  });
});

describe('ranking', () => {
  test('the area is the share of pairs won, ties counting half', () => {
    let won = 0;
    let pairs = 0;
    for (const [i, t] of truth.entries())
      for (const [j, u] of truth.entries())
        if (t === 1 && u === 0) {
          pairs += 1;
          won += scores[i] > scores[j] ? 1 : scores[i] === scores[j] ? 0.5 : 0;
        }
    expect(rocAuc(truth, scores)).toBeCloseTo(won / pairs, 15);
  });

  test('equal scores everywhere are worth one half', () => {
    expect(rocAuc(truth, new Array(8).fill(3))).toBe(0.5);
    expect(averagePrecision(truth, new Array(8).fill(3))).toBe(5 / 8);
  });

  test('growing functions of the score change nothing', () => {
    const logits = scores.map((p) => 1e6 * Math.log(p / (1 - p)));
    expect(rocAuc(truth, logits)).toBe(rocAuc(truth, scores));
    expect(averagePrecision(truth, logits)).toBe(averagePrecision(truth, scores));
  });

  test('the other class as positive with the scores turned round', () => {
    const turned = scores.map((p) => -p);
    expect(rocAuc(truth, turned, { positive: 0 })).toBeCloseTo(rocAuc(truth, scores), 15);
  });

  test('a curve without rows of one class has no rate for it', () => {
    const { falsePositiveRate, truePositiveRate } = rocCurve([1, 1], [0.2, 0.3]);
    expect(Array.from(falsePositiveRate)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(Array.from(truePositiveRate)).toEqual([0, 0.5, 1]);
    expect(Array.from(precisionRecallCurve([0, 0], [0.2, 0.3]).recall)).toEqual([1, 1, 0]);
    expect(averagePrecision([0, 0], [0.2, 0.3])).toBe(0);
  });

  test('200 000 distinct scores', () => {
    const many = new Float64Array(200_000);
    for (let i = 0; i < many.length; i++) many[i] = (i * 7919) % 200_003;
    const labels = new Uint8Array(many.length);
    for (let i = 0; i < many.length; i++) labels[i] = many[i] > 100_000 ? 1 : 0;
    expect(rocAuc(labels, many)).toBe(1);
    expect(rocCurve(labels, many, { dropIntermediate: false }).thresholds).toHaveLength(200_001);
  });
});

test('a matrix of two columns, and its second column', () => {
  const matrix = dense(8, 2, Float64Array.from(scores.flatMap((p) => [1 - p, p])));
  expect(logLoss(truth, matrix)).toBeCloseTo(logLoss(truth, scores), 14);
  expect(brier(truth, matrix)).toBeCloseTo(2 * brier(truth, scores), 14);
  expect(rocAuc(truth, matrix)).toBeCloseTo(rocAuc(truth, scores), 14);
});

test('shares of nothing', () => {
  const of = (zeroDivision: number) =>
    precisionRecall(['a', 'b'], ['a', 'a'], { classes: ['a', 'b', 'x'] as string[], zeroDivision });
  expect(Array.from(of(0).precision)).toEqual([0.5, 0, 0]);
  expect(Array.from(of(1).precision)).toEqual([0.5, 1, 1]);
  expect(Array.from(of(Number.NaN).recall)).toEqual([1, 0, Number.NaN]);
  expect(Array.from(of(1).f)).toEqual([2 / 3, 0, 1]);
  const average = (zeroDivision: number) =>
    fScore(['a', 'b'], ['a', 'a'], {
      average: 'macro',
      classes: ['a', 'x'] as string[],
      zeroDivision,
    });
  expect(average(0)).toBeCloseTo(1 / 3, 15);
  expect(average(Number.NaN)).toBeCloseTo(2 / 3, 15);
});

test('labels of each kind', () => {
  expect(rocAuc([false, true], [0.2, 0.3])).toBe(1);
  expect(rocAuc([-1, 1], [0.2, 0.3])).toBe(1);
  expect(rocAuc(['x', 'y'], [0.2, 0.3], { positive: 'x' })).toBe(0);
  expect(accuracy(Uint8Array.of(1, 2), Int32Array.of(1, 3))).toBe(0.5);
  expect(confusionMatrix(['__proto__', 'constructor'], ['__proto__', '__proto__']).classes).toEqual(
    ['__proto__', 'constructor'],
  );
});

test('bins', () => {
  const curve = calibrationCurve([0, 1, 1], [0.5, 0.5, 1], { bins: 2 });
  expect(Array.from(curve.weight)).toEqual([2, 1]); // an edge belongs to the bin below
  expect(
    expectedCalibrationError(['b', 'a'], dense(2, 2, Float64Array.of(0.5, 0.5, 0.75, 0.25)), {
      bins: 1,
    }),
  ).toBe(0.125);
});

test('bad input is an error that names it', () => {
  const anything = (value: unknown) => value as never;
  const three = dense(3, 3, new Float64Array(9).fill(1 / 3));
  const cases: [() => unknown, string][] = [
    [
      () => rocAuc([1, 1], [0, 1]),
      'rocAuc: truth must have positive and negative rows, got a weight of 2 positive and 0 negative',
    ],
    [
      () => rocAuc(['a', 'b', 'b'], three, { classes: ['a', 'b', 'c'] as string[] }),
      'class "c" must have positive and negative rows',
    ],
    [
      () => rocAuc(['a', 'b', 'c'], three, { multiclass: anything('ovr') }),
      "multiclass must be 'oneVsRest' or 'oneVsOne', got \"ovr\"",
    ],
    [
      () => rocAuc(['a', 'b', 'c'], three, { average: anything('micro') }),
      "average must be 'macro' or 'weighted'",
    ],
    [
      () => rocAuc(['a', 'b', 'c'], three, { positive: 'a' }),
      'positive must be left out for a matrix of scores',
    ],
    [() => rocAuc(['a', 'b'], three), 'scores.rows must be 2, as of truth, got 3'],
    [
      () => rocAuc([0, 1], [1, 2], { classes: [0, 1] }),
      'classes must be left out for one score per row',
    ],
    [
      () => rocCurve([0, 1], [1, Number.POSITIVE_INFINITY]),
      'rocCurve: scores[1] must be a finite number, got Infinity',
    ],
    [
      () => rocCurve([0, 1], [1, 2], { dropIntermediate: anything(0) }),
      'dropIntermediate must be true or false, got 0',
    ],
    [
      () => precisionRecallCurve([0, 1], anything('ab')),
      'precisionRecallCurve: scores must be an array of numbers, got "ab"',
    ],
    [
      () => averagePrecision([0, 1], anything([1, null])),
      'averagePrecision: scores[1] must be a finite number, got null',
    ],
    [
      () => fScore(['a', 'b', 'c'], ['a', 'b', 'c']),
      "average must be 'micro', 'macro' or 'weighted' for the 3 classes here, got \"binary\"",
    ],
    [() => fScore(['a', 'b'], ['a', 'b']), 'positive must be given where labels are not 0 and 1'],
    [() => fScore([0, 1], [0, 1], { beta: 0 }), 'beta must be a positive finite number, got 0'],
    [
      () => fScore([0, 1], [0, 1], { zeroDivision: 0.5 }),
      'zeroDivision must be 0, 1 or NaN, got 0.5',
    ],
    [
      () => fScore([0, 1], [0, 1], { average: anything('mean') }),
      "average must be 'binary', 'micro', 'macro' or 'weighted', got \"mean\"",
    ],
    [
      () => fScore([0, 1], [0, 1], { average: 'macro', positive: 1 }),
      "positive must be left out unless average is 'binary'",
    ],
    [
      () => precisionRecall([0, 1], [0, 1], anything({ average: 'macro' })),
      'unknown option "average"',
    ],
    [
      () => balancedAccuracy([0], [0], { adjusted: anything('yes') }),
      'adjusted must be true or false',
    ],
    [() => brier([0, 1], [0, 2]), 'brier: probabilities[1] must be a number in [0, 1], got 2'],
    [
      () => brier([0, 1], [0, 1], { classes: [0, 1] }),
      'classes must be left out for one probability per row',
    ],
    [
      () => brier(['a', 'b', 'c'], three, { positive: 'a' }),
      'positive must be left out for a matrix',
    ],
    [
      () => calibrationCurve([0, 1], [0, 1], { bins: 0 }),
      'bins must be an integer of at least 1, got 0',
    ],
    [
      () => calibrationCurve([0, 1], [0, 1], { bins: anything('5') }),
      'bins must be an integer of at least 1, got "5"',
    ],
    [
      () => calibrationCurve([0, 1], [0, 1], { strategy: anything('even') }),
      "strategy must be 'uniform' or 'quantile', got \"even\"",
    ],
    [
      () => calibrationCurve([0, 1], [0, 1], { strategy: 'quantile', weights: [1, 1] }),
      "weights must be left out for strategy 'quantile'",
    ],
    [
      () => expectedCalibrationError([0, 1], [0, 1], { classes: [0, 1] }),
      'classes must be left out',
    ],
    [
      () => expectedCalibrationError(['a', 'b', 'c'], three, { positive: 'a' }),
      'positive must be left out',
    ],
  ];
  for (const [call, message] of cases) expect(call).toThrow(message);
});

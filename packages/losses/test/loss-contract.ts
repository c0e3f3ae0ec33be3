import { sigmoid, sigmoidVjp, softmax, softmaxVjp } from '@betahat/activations';
import { expect, test } from 'vitest';
import { conjugate } from '../src/conjugate.ts';
import { gradientWrtLogits } from '../src/gradient-wrt-logits.ts';
import { gradientWrtPredictions } from '../src/gradient-wrt-predictions.ts';
import { hessianVector } from '../src/hessian-vector.ts';
import { lossValue } from '../src/loss-value.ts';
import type { Loss } from '../src/types.ts';
import { randomStream } from './random.ts';

const ROWS = 12;

/** |got − wanted| ≤ tolerance, relative to the larger of wanted and 1. */
const close = (got: number, wanted: number, tolerance = 1e-9): void => {
  expect(Math.abs(got - wanted)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(wanted)));
};

/** Derivative of f at 0 by five-point differences; the error is of order h⁴. */
const slope = (f: (t: number) => number, h = 5e-4): number =>
  (f(-2 * h) - 8 * f(-h) + 8 * f(h) - f(2 * h)) / (12 * h);

/**
 * What every loss promises, each in its own test: gradients equal differences of values and obey the
 * chain rule through sigmoid or softmax; Hessian products equal differences of gradients; it is
 * convex in its input, and no more curved than `smoothness`; Fenchel–Young holds with equality at
 * the gradient; rows weigh and reduce as they should; what does not fit is a named error.
 */
export const lossContract = (loss: Loss): void => {
  const { name, outputs, classes, input } = loss;
  const next = randomStream(20240503);
  const random = (f: (u: number) => number, count = ROWS * outputs) =>
    Float64Array.from({ length: count }, () => f(next()));
  // Predictions stay clear of 0 and 1, where the differences would leave the domain.
  const inputs = random((u) => (input === 'logits' ? 12 * u - 6 : 0.1 + 0.8 * u));
  const direction = random((u) => 2 * u - 1);
  const weights = random((u) => 0.5 + u, ROWS);
  const targets = new Float64Array(ROWS * outputs);
  for (let i = 0; i < ROWS; i++) {
    const y = targets.subarray(i * outputs, (i + 1) * outputs);
    // Every third row is all one class, the others are soft.
    for (let j = 0; j < outputs; j++) y[j] = i % 3 === 0 ? Number(j === i % outputs) : next();
    const sum = outputs === 1 ? 1 : y.reduce((a, b) => a + b, 0);
    for (let j = 0; j < outputs; j++) y[j] = y[j]! / sum;
    if (outputs === 1 && i % 6 === 0) y[0] = 0;
  }
  const gradientInInput = input === 'logits' ? gradientWrtLogits : gradientWrtPredictions;
  const moved = (t: number) => inputs.map((x, k) => x + t * direction[k]!);
  const row = (a: Float64Array, i: number) => a.subarray(i * outputs, (i + 1) * outputs);
  const inner = (a: ArrayLike<number>, b: ArrayLike<number>) => {
    let sum = 0;
    for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
    return sum;
  };

  test(`${name}: the gradient agrees with differences of the values`, () => {
    const g = gradientInInput(loss, inputs, targets);
    for (let k = 0; k < inputs.length; k++) {
      const at = (t: number) => {
        const x = inputs.slice();
        x[k]! += t;
        return lossValue(loss, x, targets);
      };
      close(g[k]!, slope(at), 1e-8);
    }
  });

  test(`${name}: gradients by logits and by predictions obey the chain rule`, () => {
    const predictions = input === 'predictions' ? inputs : null;
    const normal =
      predictions === null || outputs === 1
        ? inputs
        : inputs.map((p, k) => p / row(inputs, Math.floor(k / outputs)).reduce((a, b) => a + b, 0));
    const link =
      predictions === null ? (outputs === 1 ? sigmoid(inputs) : softmax(inputs, outputs)) : normal;
    const byPredictions = gradientWrtPredictions(loss, normal, targets);
    const back =
      classes === 0
        ? byPredictions
        : outputs === 1
          ? sigmoidVjp(link, byPredictions)
          : softmaxVjp(link, outputs, byPredictions);
    gradientWrtLogits(loss, normal, targets).forEach((g, k) => {
      close(g, back[k]!, 1e-12);
    });
  });

  test(`${name}: Hessian products agree with differences of the gradient`, () => {
    const product = hessianVector(loss, inputs, targets, direction);
    for (let k = 0; k < inputs.length; k++) {
      close(
        product[k]!,
        slope((t) => gradientInInput(loss, moved(t), targets)[k]!),
        2e-7,
      );
    }
  });

  test(`${name}: it is convex in its input, with curvature up to ${loss.smoothness}`, () => {
    const product = hessianVector(loss, inputs, targets, direction);
    for (let i = 0; i < ROWS; i++) {
      const v = row(direction, i);
      const curvature = inner(v, row(product, i));
      expect(curvature).toBeGreaterThanOrEqual(0);
      expect(curvature).toBeLessThanOrEqual(loss.smoothness * inner(v, v) * (1 + 1e-12));
    }
    // Between tangent and tangent plus parabola, over a step that is not small.
    const step = input === 'logits' ? 3 : 0.04;
    const value = lossValue(loss, inputs, targets);
    const ahead = lossValue(loss, moved(step), targets);
    const tangent = value + step * inner(gradientInInput(loss, inputs, targets), direction);
    expect(ahead).toBeGreaterThanOrEqual(tangent - 1e-12 * Math.abs(tangent));
    if (loss.smoothness < Number.POSITIVE_INFINITY) {
      const bound = tangent + (loss.smoothness / 2) * step * step * inner(direction, direction);
      expect(ahead).toBeLessThanOrEqual(bound * (1 + 1e-12));
    }
  });

  test(`${name}: Fenchel–Young, with equality at the gradient`, () => {
    const duals = gradientInInput(loss, inputs, targets);
    for (let i = 0; i < ROWS; i++) {
      const y = row(targets, i);
      const [x, u] = [row(inputs, i), row(duals, i)];
      const target = outputs > 1 ? y : [y[0]!];
      close(lossValue(loss, x, target) + conjugate(loss, u, target), inner(x, u), 1e-12);
      // Another row's gradient at this row's input, and random duals: only the inequality.
      for (const other of [
        row(gradientInInput(loss, moved(0.03), targets), i),
        row(direction, i),
      ]) {
        const sum = lossValue(loss, x, target) + conjugate(loss, other, target);
        expect(sum).toBeGreaterThanOrEqual(inner(x, other) - 1e-12);
      }
    }
  });

  test(`${name}: a weight of 2 is the row twice, a weight of 0 is no row`, () => {
    const twice = new Float64Array([...inputs, ...row(inputs, 3)]);
    const targetsTwice = new Float64Array([...targets, ...row(targets, 3)]);
    const w = new Float64Array(ROWS).fill(1);
    w[3] = 2;
    close(
      lossValue(loss, inputs, targets, { weights: w }),
      lossValue(loss, twice, targetsTwice),
      1e-14,
    );
    const extreme = inputs.slice();
    extreme.fill(input === 'logits' ? Number.NEGATIVE_INFINITY : 0, 0, 1);
    w[0] = 0;
    const without = lossValue(loss, inputs.slice(outputs), targets.slice(outputs), {
      weights: w.slice(1),
    });
    close(
      lossValue(loss, classes === 0 ? inputs : extreme, targets, { weights: w }),
      without,
      1e-14,
    );
    const g = gradientInInput(loss, classes === 0 ? inputs : extreme, targets, { weights: w });
    expect([...row(g, 0)]).toEqual(Array(outputs).fill(0));
  });

  test(`${name}: none adds up to sum, and sum over the total weight is mean`, () => {
    const total = weights.reduce((a, b) => a + b, 0);
    for (const f of [lossValue, conjugate] as const) {
      const at = f === lossValue ? inputs : gradientInInput(loss, inputs, targets);
      const each = f(loss, at, targets, { weights, reduction: 'none' });
      expect(each).toHaveLength(ROWS);
      const sum = f(loss, at, targets, { weights });
      close(
        sum,
        each.reduce((a, b) => a + b, 0),
        1e-14,
      );
      close(f(loss, at, targets, { weights, reduction: 'mean' }), sum / total, 1e-14);
    }
    for (const f of [gradientWrtLogits, gradientWrtPredictions] as const) {
      const g = f(loss, inputs, targets, { weights });
      expect(f(loss, inputs, targets, { weights, reduction: 'none' })).toEqual(g);
      f(loss, inputs, targets, { weights, reduction: 'mean' }).forEach((m, k) => {
        close(m, g[k]! / total, 1e-14);
      });
    }
    expect(lossValue(loss, [], [])).toBe(0);
  });

  test(`${name}: lists, matrices, single precision, and into the input itself`, () => {
    const value = lossValue(loss, inputs, targets);
    const g = gradientInInput(loss, inputs, targets);
    const matrix = (data: Float64Array) =>
      ({ kind: 'dense', rows: ROWS, cols: outputs, data }) as const;
    expect(lossValue(loss, [...inputs], [...targets])).toBe(value);
    expect(lossValue(loss, matrix(inputs), matrix(targets))).toBe(value);
    expect(gradientInInput(loss, inputs, targets, { out: new Float32Array(g.length) })).toEqual(
      new Float32Array(g),
    );
    const x = inputs.slice();
    expect(gradientInInput(loss, x, targets, { out: x })).toBe(x);
    expect(x).toEqual(g);
    const v = direction.slice();
    expect(hessianVector(loss, inputs, targets, v, { out: v })).toEqual(
      hessianVector(loss, inputs, targets, direction),
    );
  });

  test(`${name}: errors name the function, the argument and what came`, () => {
    const wrong = (
      x: unknown,
      y: unknown,
      options: unknown,
      kind: typeof RangeError | typeof TypeError,
      words: string,
    ) => {
      for (const [where, f] of [
        ['lossValue', lossValue],
        ['gradientWrtLogits', gradientWrtLogits],
        ['gradientWrtPredictions', gradientWrtPredictions],
      ] as const) {
        const call = () => f(loss, x as never, y as never, options as never);
        expect(call).toThrow(kind);
        expect(call).toThrow(`${where}(${name}): ${words}`);
      }
    };
    const nan = inputs.slice();
    nan[1] = Number.NaN;
    wrong(nan, targets, {}, RangeError, `${input}[1] must be `);
    wrong(
      null,
      targets,
      {},
      TypeError,
      `${input} must be a list of numbers or a DenseMatrix, got null`,
    );
    wrong('abc', targets, {}, TypeError, `${input} must be a list of numbers`);
    wrong(inputs, undefined, {}, TypeError, 'targets must be a list of numbers');
    wrong(inputs, [0], {}, RangeError, `targets.length must be ${ROWS}`);
    const strings = [...targets.slice(0, targets.length - 1), '1'];
    wrong(inputs, strings, {}, RangeError, `targets[${targets.length - 1}] must be `);
    const hole = targets.slice();
    hole[2] = Number.NaN;
    wrong(inputs, hole, {}, RangeError, 'targets[2] must be ');
    wrong(
      inputs,
      targets,
      { reduction: 'max' },
      RangeError,
      'reduction must be "sum", "mean" or "none"',
    );
    wrong(inputs, targets, { weights: [1] }, RangeError, `weights.length must be ${ROWS}, got 1`);
    wrong(inputs, targets, { weights: 3 }, TypeError, 'weights must be a list of numbers');
    const negative = weights.slice();
    negative[4] = -1;
    wrong(
      inputs,
      targets,
      { weights: negative },
      RangeError,
      'weights[4] must be a finite number ≥ 0, got -1',
    );
    negative[4] = Number.POSITIVE_INFINITY;
    wrong(
      inputs,
      targets,
      { weights: negative },
      RangeError,
      'weights[4] must be a finite number ≥ 0',
    );
    const zero = new Float64Array(ROWS);
    wrong(
      inputs,
      targets,
      { weights: zero },
      RangeError,
      'the total weight must be positive, got 0',
    );
    wrong([], [], { reduction: 'mean' }, RangeError, 'rows must be at least 1 for a mean, got 0');
    const matrix = { kind: 'dense', rows: 1, cols: ROWS * outputs + 1, data: inputs };
    wrong(matrix, targets, {}, RangeError, `${input}.cols must be ${outputs}, got`);
    if (classes > 0) {
      const outside = targets.slice();
      outside[outputs] = 1.5;
      wrong(
        inputs,
        outside,
        {},
        RangeError,
        `targets[${outputs}] must be a number in [0, 1], got 1.5`,
      );
      outside[outputs] = -0.1;
      wrong(
        inputs,
        outside,
        {},
        RangeError,
        `targets[${outputs}] must be a number in [0, 1], got -0.1`,
      );
    }
    if (outputs > 1) {
      wrong(
        inputs.slice(1),
        targets,
        {},
        RangeError,
        `${input}.length must be a multiple of ${outputs}`,
      );
      const off = targets.slice();
      off.fill(0.5, outputs, 2 * outputs);
      if (outputs > 2)
        wrong(inputs, off, {}, RangeError, 'the sum of the targets of row 1 must be 1');
      const index = new Int32Array(ROWS);
      index[5] = outputs;
      wrong(
        inputs,
        index,
        {},
        RangeError,
        `targets[5] must be a class index from 0 to ${outputs - 1}`,
      );
      index[5] = -1;
      wrong(
        inputs,
        index,
        {},
        RangeError,
        `targets[5] must be a class index from 0 to ${outputs - 1}`,
      );
    }
    const out = () => gradientWrtLogits(loss, inputs, targets, { out: new Float64Array(1) });
    expect(out).toThrow(`gradientWrtLogits(${name}): out.length must be ${ROWS * outputs}, got 1`);
    expect(() => hessianVector(loss, inputs, targets, [1])).toThrow(
      `hessianVector(${name}): vector.length must be ${ROWS * outputs}, got 1`,
    );
    expect(() => conjugate(loss, nan, targets)).toThrow(
      `conjugate(${name}): duals[1] must be a number, got NaN`,
    );
  });
};

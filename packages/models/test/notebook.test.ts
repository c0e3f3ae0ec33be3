import { sigmoid, softmax } from '@betahat/activations';
import { fromRows, transposeMultiply } from '@betahat/linalg';
import {
  binaryCrossEntropy,
  binaryCrossEntropyOnProbabilities,
  categoricalCrossEntropy,
  categoricalCrossEntropyOnProbabilities,
  gradientWrtLogits,
  gradientWrtPredictions,
  lossValue,
} from '@betahat/losses';
import { gradientDescent } from '@betahat/optimizers';
import { RandomState } from '@betahat/random';
import notebook from '@betahat/testing/notebook.json';
import { describe, expect, test } from 'vitest';
import { LogisticRegression, SoftmaxRegression } from '../src/index.ts';

/*
 * The notebook that this project grew out of, cell by cell: logistic regression from scratch, then
 * softmax regression. Its inputs are drawn again from seed 12; `printed` holds the digits it showed.
 * Cells 2 to 4 and 8 to 11 were computed in single precision there and are in double here.
 */
const { cells, printed } = notebook;
const np = new RandomState(12);

const float32 = (values: ArrayLike<number>): Float64Array =>
  Float64Array.from(new Float32Array(values));
const oneHot = (labels: readonly number[], classes: number): Float64Array =>
  Float64Array.from(
    labels.flatMap((label) => Array.from({ length: classes }, (_, k) => +(k === label))),
  );
const draw = (count: number, one: () => number): number[] => Array.from({ length: count }, one);

/** The digits that the notebook printed, to what single precision left of them: a few ulp (6e-8 each). */
const expectPrinted = (got: number, digits: string): void => {
  expect(Math.abs(got - Number(digits)) / Math.abs(Number(digits))).toBeLessThan(6e-7);
};
const numbersIn = (text: string): number[] => (text.match(/-?[\d.]+/g) ?? []).map(Number);
const expectAllPrinted = (got: ArrayLike<number>, text: string): void => {
  const wanted = numbersIn(text);
  expect(got.length).toBe(wanted.length);
  wanted.forEach((digits, i) => {
    expectPrinted(got[i], String(digits));
  });
};
/** A central difference of a scalar function in each of its variables. */
const differences = (f: (x: Float64Array) => number, x: Float64Array): Float64Array =>
  x.map((value, i) => {
    const h = 1e-6 * Math.max(1, Math.abs(value));
    return (f(x.with(i, value + h)) - f(x.with(i, value - h))) / (2 * h);
  });
const expectClose = (
  got: ArrayLike<number>,
  wanted: ArrayLike<number>,
  tolerance: number,
): void => {
  expect(got.length).toBe(wanted.length);
  for (let i = 0; i < got.length; i++) {
    expect(Math.abs(got[i] - wanted[i])).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(wanted[i])),
    );
  }
};

describe('logistic regression from scratch', () => {
  test('cell 2: the sigmoid, its cross-entropy, and the gradient with respect to the predictions', () => {
    const logits = float32(np.randn(13));
    const y = Float64Array.from(np.randint(0, 2, 13));
    expect([...logits]).toEqual(cells.cell2.y_out);

    const predictions = sigmoid(logits);
    const loss = lossValue(binaryCrossEntropyOnProbabilities, predictions, y);
    const gradient = gradientWrtPredictions(binaryCrossEntropyOnProbabilities, predictions, y);

    expectPrinted(loss, printed.cell2.loss);
    expectAllPrinted(gradient, printed.cell2.gradient_wrt_prediction);
    expectClose(
      gradient,
      differences(
        (p) => lossValue(binaryCrossEntropyOnProbabilities, p, y),
        Float64Array.from(predictions),
      ),
      1e-6,
    );
  });

  test('cell 4: the gradient with respect to the logits is ŷ − y', () => {
    const logits = float32(np.randn(13));
    const y = Float64Array.from(np.randint(0, 2, 13));

    const predictions = sigmoid(logits);
    const gradient = gradientWrtLogits(binaryCrossEntropy, logits, y);

    expectPrinted(lossValue(binaryCrossEntropy, logits, y), printed.cell4.loss);
    expectAllPrinted(gradient, printed.cell4.gradient_wrt_logits);
    expectClose(
      gradient,
      predictions.map((p, i) => p - y[i]),
      1e-15,
    );
    expectClose(
      gradient,
      differences((o) => lossValue(binaryCrossEntropy, o, y), logits),
      1e-8,
    );
  });

  test('cell 6: training by gradient descent', () => {
    const X = fromRows(rowsOf(float32(np.randn(73, 4)), 4));
    const y = np.randint(0, 2, 73);
    np.randint(0, 2147483647); // scikit-learn's liblinear drew one number here
    const w0 = np.randn(4);

    const losses: number[] = [];
    const model = LogisticRegression.fit(X, [...y], {
      solver: gradientDescent({ learningRate: 0.001 }),
      tolerance: 0,
      maxIterations: 10000,
      initial: { coefficients: w0 },
      intercept: false,
      l2: 0,
      onIteration: ({ objective }) => losses.push(objective),
    });

    expect(losses).toHaveLength(10000);
    expectTrace(losses, cells.cell6.trace);
    expect(model.report.objective.toPrecision(12)).toBe(
      Number(printed.cell6.final_loss).toPrecision(12),
    );
    expectClose(model.coefficients, cells.cell6.w_gd, 1e-10);
    expect(model.intercept).toBe(0);
  });

  test('cell 6: scikit-learn stopped short of it', () => {
    const { X, y, w_sk, sk_error, gd_error } = cells.cell6;
    const logits = X.map((row) => row.reduce((sum, x, j) => sum + x * w_sk[j], 0));
    const loss = lossValue(binaryCrossEntropy, logits, y);
    expectClose([loss], [sk_error], 1e-12);
    expect(loss).toBeGreaterThan(gd_error);
    // It minimised another objective, with its default penalty C = 1; that optimum is ours at l2: 1.
    const penalised = LogisticRegression.fit(X, y, { intercept: false });
    expectClose(penalised.coefficients, w_sk, 1e-4);
  });
});

describe('softmax regression from scratch', () => {
  const classes = 4;
  const onProbabilities = categoricalCrossEntropyOnProbabilities(classes);
  const onLogits = categoricalCrossEntropy(classes);
  const labels = (count: number): Float64Array =>
    oneHot(
      draw(count, () => np.randint(0, classes)),
      classes,
    );

  test('cell 8: softmax and its cross-entropy', () => {
    const logits = float32(np.randn(93, classes));
    const y = labels(93);
    expectPrinted(lossValue(onProbabilities, softmax(logits, classes), y), printed.cell8.loss);
  });

  test('cell 9: the gradient with respect to the predictions is −y/ŷ', () => {
    const logits = float32(np.randn(7, classes));
    const y = labels(7);
    const predictions = softmax(logits, classes);
    expectPrinted(lossValue(onProbabilities, predictions, y), printed.cell9.loss);
    const gradient = gradientWrtPredictions(onProbabilities, predictions, y);
    expectClose(
      gradient,
      predictions.map((p, i) => -y[i] / p),
      1e-15,
    );
    expectClose(gradient, cells.cell9.dy_pred.flat(), 1e-6);
  });

  test('cell 11: the gradient with respect to the logits is ŷ − y again', () => {
    const logits = float32(np.randn(7, classes));
    const y = labels(7);
    const gradient = gradientWrtLogits(onLogits, logits, y);
    expectPrinted(lossValue(onLogits, logits, y), printed.cell11.loss);
    expectAllPrinted(gradient.subarray(0, classes), printed.cell11.gradient_wrt_logits_row0);
    expectClose(
      gradient,
      softmax(logits, classes).map((p, i) => p - y[i]),
      1e-15,
    );
    expectClose(
      gradient,
      differences((o) => lossValue(onLogits, o, y), logits),
      1e-7,
    );
  });

  test('cell 13: training by gradient descent', () => {
    const X = fromRows(rowsOf(float32(np.randn(93, 4)), 4));
    const y = draw(93, () => np.randint(0, classes));
    np.randint(0, 2147483647);
    const w0 = np.randn(4, classes); // features×classes; the model's coefficients are classes×features

    const losses: number[] = [];
    const model = SoftmaxRegression.fit(X, y, {
      solver: gradientDescent({ learningRate: 0.001 }),
      tolerance: 0,
      maxIterations: 10000,
      initial: { coefficients: transposed(rowsOf(w0, classes)) },
      intercept: false,
      l2: 0,
      onIteration: ({ objective }) => losses.push(objective),
    });

    expectTrace(losses, cells.cell13.trace);
    expect(model.report.objective.toPrecision(12)).toBe(
      Number(printed.cell13.final_loss).toPrecision(12),
    );
    expectClose(model.coefficients.data, transposed(cells.cell13.w_gd).flat(), 1e-9);
  });

  test('cell 13: the comparison with scikit-learn, with the coefficients the right way round', () => {
    const { X, y, w_sk, sk_error, sk_error_as_printed, gd_error } = cells.cell13;
    const lossOf = (W: readonly (readonly number[])[]): number =>
      lossValue(
        onLogits,
        transposeMultiply(fromRows(transposed(X)), fromRows(transposed(W))).data,
        y.flat(),
      );
    // coef_ is classes×features; the notebook multiplied by it as if it were features×classes.
    expectClose([lossOf(transposed(w_sk))], [sk_error_as_printed], 1e-12);
    expectClose([lossOf(w_sk)], [120.65096945978837], 1e-13);
    expect(sk_error).toBe(120.65096945978837);
    expect(lossOf(w_sk)).toBeGreaterThan(gd_error);
    // liblinear fits each class against the rest, with its default penalty C = 1; so does ours.
    w_sk.forEach((w, k) => {
      const isClass = y.map((row) => row[k] === 1);
      const model = LogisticRegression.fit(X, isClass, { intercept: false });
      expectClose(model.coefficients, w, 1e-4);
    });
  });
});

const rowsOf = (values: ArrayLike<number>, width: number): number[][] =>
  Array.from({ length: values.length / width }, (_, i) =>
    Array.from({ length: width }, (_, j) => values[i * width + j]),
  );

const transposed = (rows: readonly (readonly number[])[]): number[][] =>
  rows[0].map((_, j) => rows.map((row) => row[j]));

/** The notebook recorded the loss after the update of epochs 0, 100, 200, … */
const expectTrace = (losses: readonly number[], trace: readonly number[]): void => {
  trace.forEach((wanted, i) => {
    expect(Math.abs(losses[100 * i] - wanted) / wanted).toBeLessThan(1e-10);
  });
};

import { sigmoid, softmax } from '@betahat/activations';
import notebook from '@betahat/testing/notebook.json';
import { expect, test } from 'vitest';
import { binaryCrossEntropy } from './binary-cross-entropy.ts';
import { binaryCrossEntropyOnProbabilities } from './binary-cross-entropy-on-probabilities.ts';
import { categoricalCrossEntropy } from './categorical-cross-entropy.ts';
import { categoricalCrossEntropyOnProbabilities } from './categorical-cross-entropy-on-probabilities.ts';
import { gradientWrtLogits } from './gradient-wrt-logits.ts';
import { gradientWrtPredictions } from './gradient-wrt-predictions.ts';
import { lossValue } from './loss-value.ts';

/** The notebook computed these cells in single precision. */
const single = (got: ArrayLike<number>, wanted: readonly number[]): void => {
  expect(got).toHaveLength(wanted.length);
  wanted.forEach((w, i) => {
    expect(Math.abs(got[i]! - w), `entry ${i}`).toBeLessThanOrEqual(
      1e-6 * Math.max(1, Math.abs(w)),
    );
  });
};

const { cell2, cell4, cell8, cell9, cell11 } = notebook.cells;

test('cell 2: binary cross-entropy on probabilities', () => {
  const predicted = sigmoid(new Float64Array(cell2.y_out));
  single([lossValue(binaryCrossEntropyOnProbabilities, predicted, cell2.y_true)], [cell2.j]);
  single(
    gradientWrtPredictions(binaryCrossEntropyOnProbabilities, predicted, cell2.y_true),
    cell2.dy_pred,
  );
});

test('cell 4: binary cross-entropy on logits', () => {
  const logits = new Float64Array(cell4.y_out);
  single([lossValue(binaryCrossEntropy, logits, cell4.y_true)], [cell4.j]);
  single(gradientWrtLogits(binaryCrossEntropy, logits, cell4.y_true), cell4.dy_out);
});

test.each([
  ['8', cell8],
  ['9', cell9],
  ['11', cell11],
])('cell %s: categorical cross-entropy both ways', (_, cell) => {
  const logits = new Float64Array(cell.y_out.flat());
  const oneHot = new Float64Array(cell.y_true.flat());
  const classes = cell.y_out[0]!.length;
  const onLogits = categoricalCrossEntropy(classes);
  const onProbabilities = categoricalCrossEntropyOnProbabilities(classes);
  const predicted = softmax(logits, classes);
  single([lossValue(onLogits, logits, oneHot)], [cell.j]);
  single([lossValue(onProbabilities, predicted, oneHot)], [cell.j]);
  single(gradientWrtPredictions(onProbabilities, predicted, oneHot), cell.dy_pred.flat());
  single(gradientWrtPredictions(onLogits, logits, oneHot), cell.dy_pred.flat());
  single(gradientWrtLogits(onLogits, logits, oneHot), cell.dy_out.flat());
  single(gradientWrtLogits(onProbabilities, predicted, oneHot), cell.dy_out.flat());
});

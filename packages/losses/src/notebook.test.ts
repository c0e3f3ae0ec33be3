import { sigmoid, softmax } from '@betahat/activations';
import notebook from '@betahat/testing/notebook.json';
import { expect, test } from 'vitest';
import { binaryCrossEntropy } from './binary-cross-entropy.ts';
import { binaryCrossEntropyOnProbabilities } from './binary-cross-entropy-on-probabilities.ts';
import { categoricalCrossEntropy } from './categorical-cross-entropy.ts';
import { categoricalCrossEntropyOnProbabilities } from './categorical-cross-entropy-on-probabilities.ts';

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
  single([binaryCrossEntropyOnProbabilities.value(predicted, cell2.y_true)], [cell2.j]);
  single(
    binaryCrossEntropyOnProbabilities.gradientWrtPredictions(predicted, cell2.y_true),
    cell2.dy_pred,
  );
});

test('cell 4: binary cross-entropy on logits', () => {
  const logits = new Float64Array(cell4.y_out);
  single([binaryCrossEntropy.value(logits, cell4.y_true)], [cell4.j]);
  single(binaryCrossEntropy.gradientWrtLogits(logits, cell4.y_true), cell4.dy_out);
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
  single([onLogits.value(logits, oneHot)], [cell.j]);
  single([onProbabilities.value(predicted, oneHot)], [cell.j]);
  single(onProbabilities.gradientWrtPredictions(predicted, oneHot), cell.dy_pred.flat());
  single(onLogits.gradientWrtPredictions(logits, oneHot), cell.dy_pred.flat());
  single(onLogits.gradientWrtLogits(logits, oneHot), cell.dy_out.flat());
  single(onProbabilities.gradientWrtLogits(predicted, oneHot), cell.dy_out.flat());
});

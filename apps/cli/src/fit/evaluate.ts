import { accuracy, confusionMatrix, logLoss } from '@betahat/metrics';
import type { Label } from '@betahat/models';
import type { Model } from './fit-model.ts';
import type { Side } from './training-data.ts';

/** How well a model does on rows that it has not seen, next to knowing only the classes' shares. */
export interface Score {
  readonly rows: number;
  readonly accuracy: number;
  /** Mean negative log probability of the true class, in nats. */
  readonly logLoss: number;
  /** Always the commonest class of the training rows; its log loss is that of their class shares. */
  readonly baseline: {
    readonly class: Label;
    readonly accuracy: number;
    readonly logLoss: number;
  };
  /** Row: true class, column: predicted class, both in the order of the model's classes. */
  readonly confusion: readonly (readonly number[])[];
}

/**
 * @param test rows held out
 * @param trainLabels the labels that the model was fitted on
 */
export const evaluate = (
  model: Model,
  { X, labels: truth }: Side,
  trainLabels: readonly Label[],
): Score => {
  const classes: readonly Label[] = model.classes;
  const predicted = model.predict(X) as Label[];
  const { counts } = confusionMatrix<Label>(truth, predicted, { classes });
  const confusion = classes.map((_, k) =>
    Array.from(counts.data.subarray(k * classes.length, (k + 1) * classes.length)),
  );
  return {
    rows: truth.length,
    accuracy: accuracy<Label>(truth, predicted),
    logLoss: logLoss<Label>(truth, model.predictProba(X), { classes }),
    baseline: baseline(classes, countsOf(trainLabels, classes), countsOf(truth, classes)),
    confusion,
  };
};

const countsOf = (labels: readonly Label[], classes: readonly Label[]): number[] => {
  const counts = new Map<Label, number>(classes.map((label) => [label, 0]));
  for (const label of labels) counts.set(label, counts.get(label)! + 1);
  return [...counts.values()];
};

const baseline = (
  classes: readonly Label[],
  trainCounts: readonly number[],
  testCounts: readonly number[],
): Score['baseline'] => {
  const train = trainCounts.reduce((a, b) => a + b, 0);
  const test = testCounts.reduce((a, b) => a + b, 0);
  const commonest = trainCounts.indexOf(Math.max(...trainCounts));
  const logLosses = testCounts.map((count, k) =>
    count === 0 ? 0 : -count * Math.log(trainCounts[k]! / train),
  );
  return {
    class: classes[commonest]!,
    accuracy: testCounts[commonest]! / test,
    logLoss: logLosses.reduce((a, b) => a + b, 0) / test,
  };
};

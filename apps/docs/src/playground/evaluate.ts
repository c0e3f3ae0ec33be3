import {
  accuracy,
  calibrationCurve,
  confusionMatrix,
  logLoss,
  rocAuc,
  rocCurve,
} from '@betahat/metrics';
import type { Pipeline } from './fit.ts';
import { cellsOf, rowsOf, type TextTable } from './read-csv.ts';

/** How well one class is told from all others. */
export interface ClassCurves {
  readonly label: string;
  readonly auc: number;
  readonly roc: { readonly falsePositive: number[]; readonly truePositive: number[] };
  /** Share of positive rows against the mean predicted probability, bin by bin, with their rows. */
  readonly calibration: {
    readonly predicted: number[];
    readonly observed: number[];
    readonly rows: number[];
  };
}

/** What the judging rows say of a model: plain data, so that a worker can send it. */
export interface Evaluation {
  readonly rows: number;
  readonly accuracy: number;
  /** Mean over the rows, in nats. */
  readonly logLoss: number;
  /** Rows are the truth, columns the prediction. */
  readonly confusion: readonly (readonly number[])[];
  /** Two classes: one entry, for the second. */
  readonly curves: readonly ClassCurves[];
}

/** The pipeline's predictions for some rows against what is true there. */
export const evaluate = (
  pipeline: Pipeline,
  table: TextTable,
  rows: ArrayLike<number>,
): Evaluation => {
  const judged = rowsOf(table, rows);
  const truth = cellsOf(judged, pipeline.target);
  const { classes } = pipeline;
  const probabilities = pipeline.predictProba(judged);
  const { counts } = confusionMatrix(truth, pipeline.predict(judged), { classes });
  const size = classes.length;
  const curveOf = (label: string, k: number): ClassCurves => {
    const own = Float64Array.from(truth, (_, row) => probabilities.data[row * size + k]!);
    const isOwn = truth.map((cell) => cell === label);
    const roc = rocCurve(isOwn, own);
    const { predicted, observed, weight } = calibrationCurve(isOwn, own);
    return {
      label,
      auc: rocAuc(isOwn, own),
      roc: {
        falsePositive: [...roc.falsePositiveRate],
        truePositive: [...roc.truePositiveRate],
      },
      calibration: { predicted: [...predicted], observed: [...observed], rows: [...weight] },
    };
  };
  return {
    rows: truth.length,
    accuracy: accuracy(truth, pipeline.predict(judged)),
    logLoss: logLoss(truth, probabilities, { classes }),
    confusion: classes.map((_, k) => [...counts.data.subarray(k * size, (k + 1) * size)]),
    curves: classes
      .map((label, k) => [label, k] as const)
      .slice(size === 2 ? 1 : 0)
      .map(([label, k]) => curveOf(label, k)),
  };
};

import type { DenseMatrix } from '@betahat/linalg';
import {
  accuracy,
  balancedAccuracy,
  brier,
  confusionMatrix,
  expectedCalibrationError,
  logLoss,
  matthews,
  precisionRecall,
  rocAuc,
} from '@betahat/metrics';
import type { Label } from '@betahat/models';
import { type Baseline, baselineOf, countsOf } from './baseline.ts';
import { type CalibrationBin, calibrationBins } from './calibration-bins.ts';

/** How well a model does on rows whose classes are known. */
export interface Score {
  readonly rows: number;
  readonly accuracy: number;
  /** Mean over the classes of the share of their rows that is predicted right. */
  readonly balancedAccuracy: number;
  /** Mean negative log probability of the true class, in nats. */
  readonly logLoss: number;
  /** Mean squared error of the probabilities: of the second of two classes, else summed over classes. */
  readonly brier: number;
  /** Area under the ROC curve, over more classes the mean of each against the rest; null if a class has no rows. */
  readonly rocAuc: number | null;
  /** Matthews' correlation of true and predicted classes. */
  readonly matthews: number;
  /** Expected calibration error in ten bins. */
  readonly calibrationError: number;
  readonly baseline: Baseline;
  readonly perClass: readonly {
    readonly class: Label;
    readonly rows: number;
    readonly precision: number;
    readonly recall: number;
    readonly f1: number;
  }[];
  /** Row: true class, column: predicted class, both in the order of the model's classes. */
  readonly confusion: readonly (readonly number[])[];
  readonly calibration: readonly CalibrationBin[];
}

/** Predictions and what is true. */
export interface Judged {
  readonly classes: readonly Label[];
  readonly truth: readonly Label[];
  readonly predicted: readonly Label[];
  /** rows×classes. */
  readonly probabilities: DenseMatrix;
}

/**
 * @param reference rows of each class by which the baseline guesses: those of the training rows, or
 *   where these are not known those that are judged
 */
export const score = (judged: Judged, reference?: readonly number[]): Score => {
  const { classes, truth, predicted, probabilities } = judged;
  const { counts } = confusionMatrix<Label>(truth, predicted, { classes });
  const { precision, recall, f, support } = precisionRecall<Label>(truth, predicted, { classes });
  const truthCounts = countsOf(truth, classes);
  const second = classes.length === 2 ? secondOf(judged) : null;
  return {
    rows: truth.length,
    accuracy: accuracy<Label>(truth, predicted),
    balancedAccuracy: balancedAccuracy<Label>(truth, predicted),
    logLoss: logLoss<Label>(truth, probabilities, { classes }),
    brier:
      second === null
        ? brier<Label>(truth, probabilities, { classes })
        : brier<Label>(truth, second.scores, { positive: second.positive }),
    rocAuc: truthCounts.includes(0) ? null : areaOf(judged, second),
    matthews: matthews<Label>(truth, predicted),
    calibrationError:
      second === null
        ? expectedCalibrationError<Label>(truth, probabilities, { classes })
        : expectedCalibrationError<Label>(truth, second.scores, { positive: second.positive }),
    baseline: baselineOf(classes, reference ?? truthCounts, truthCounts),
    perClass: classes.map((label, k) => ({
      ...{ class: label, rows: support[k]!, precision: precision[k]! },
      ...{ recall: recall[k]!, f1: f[k]! },
    })),
    confusion: classes.map((_, k) =>
      Array.from(counts.data.subarray(k * classes.length, (k + 1) * classes.length)),
    ),
    calibration: calibrationBins(judged),
  };
};

interface Second {
  readonly positive: Label;
  readonly scores: Float64Array;
}

const secondOf = ({ classes, probabilities: { rows, data } }: Judged): Second => ({
  positive: classes[1]!,
  scores: Float64Array.from({ length: rows }, (_, i) => data[2 * i + 1]!),
});

const areaOf = ({ classes, truth, probabilities }: Judged, second: Second | null): number =>
  second === null
    ? rocAuc<Label>(truth, probabilities, { classes })
    : rocAuc<Label>(truth, second.scores, { positive: second.positive });

import { calibrationCurve } from '@betahat/metrics';
import type { Judged } from './score.ts';

/** Rows that were given about the same probability. */
export interface CalibrationBin {
  readonly rows: number;
  /** Mean probability. */
  readonly predicted: number;
  /** Share of the rows of which it came true. */
  readonly observed: number;
}

/**
 * How often what was given a probability comes true, in ten bins: with two classes of the second one,
 * with more of the predicted one.
 */
export const calibrationBins = ({
  classes,
  truth,
  predicted,
  probabilities: { cols, data },
}: Judged): CalibrationBin[] => {
  const isTrue =
    classes.length === 2
      ? truth.map((label) => label === classes[1])
      : truth.map((label, i) => label === predicted[i]);
  const given = Float64Array.from(truth, (_, i) =>
    classes.length === 2 ? data[2 * i + 1]! : Math.max(...data.subarray(i * cols, (i + 1) * cols)),
  );
  const curve = calibrationCurve(isTrue, given);
  return Array.from(curve.weight, (rows, b) => ({
    ...{ rows, predicted: curve.predicted[b]!, observed: curve.observed[b]! },
  }));
};

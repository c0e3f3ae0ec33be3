import type { Score } from '../score/score.ts';
import { align, indent } from './align.ts';
import { decimals } from './numbers.ts';
import { labelText } from './quote.ts';
import type { Style } from './style.ts';

/** The scores of a model beside those of knowing only how common the classes are. */
export const scoreSection = (
  title: string,
  score: Score,
  aboutBaseline: string,
  style: Style,
): string[] => {
  const { accuracy, logLoss, baseline, rocAuc, perClass } = score;
  const better = (is: boolean, text: string) => (is ? style.green(text) : style.red(text));
  const rows = [
    ['', 'model', 'baseline'].map(style.dim),
    [
      style.dim('accuracy'),
      better(accuracy > baseline.accuracy, decimals(accuracy)),
      decimals(baseline.accuracy),
    ],
    [
      style.dim('balanced accuracy'),
      decimals(score.balancedAccuracy),
      decimals(1 / perClass.filter((one) => one.rows > 0).length),
    ],
    [
      style.dim('log loss'),
      better(logLoss < baseline.logLoss, decimals(logLoss)),
      decimals(baseline.logLoss),
    ],
    [style.dim('Brier score'), decimals(score.brier), ''],
    [style.dim('ROC AUC'), rocAuc === null ? 'a class has no rows' : decimals(rocAuc), '0.5000'],
    [style.dim('Matthews correlation'), decimals(score.matthews), '0.0000'],
    [style.dim('calibration error'), decimals(score.calibrationError), ''],
  ];
  return [
    title,
    ...indent(align(rows, ['left', 'right', 'right'])),
    ...indent([
      style.dim(`baseline: always ${labelText(baseline.class)}, the majority class;`),
      style.dim(aboutBaseline),
    ]),
  ];
};

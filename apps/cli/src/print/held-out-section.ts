import type { FitReport } from '../fit/fit-report.ts';
import { align, indent } from './align.ts';
import { count, decimals } from './numbers.ts';
import { labelText } from './quote.ts';
import type { Style } from './style.ts';

/** How good the model is on rows it has not seen. */
export const heldOutSection = (report: FitReport, style: Style): string[] => {
  const { heldOut, rows } = report;
  if (heldOut === null) return [style.dim('No rows held out: nothing says how good the model is.')];
  const { accuracy, logLoss, baseline, seed } = heldOut;
  const better = (is: boolean, text: string) => (is ? style.green(text) : style.red(text));
  const scores = [
    ['', 'model', 'baseline'].map(style.dim),
    [
      style.dim('accuracy'),
      better(accuracy > baseline.accuracy, decimals(accuracy)),
      decimals(baseline.accuracy),
    ],
    [
      style.dim('log loss'),
      better(logLoss < baseline.logLoss, decimals(logLoss)),
      decimals(baseline.logLoss),
    ],
  ];
  return [
    `${style.bold('Held-out rows')}: ${count(heldOut.rows)} of ${count(rows)}, each class in its share, seed ${seed}`,
    ...indent(align(scores, ['left', 'right', 'right'])),
    ...indent([
      style.dim(`baseline: always ${labelText(baseline.class)}, the majority class;`),
      style.dim('its log loss is that of the class shares of the training rows'),
    ]),
  ];
};

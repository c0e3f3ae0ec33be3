import type { Label } from '@betahat/models';
import type { Score } from '../score/score.ts';
import { align, indent } from './align.ts';
import { count, percent } from './numbers.ts';
import { labelText } from './quote.ts';
import type { Style } from './style.ts';

/** Whether probabilities come true as often as they say. */
export const calibrationSection = (
  { calibration }: Score,
  classes: readonly Label[],
  style: Style,
): string[] => {
  const of =
    classes.length === 2 ? `the probability of ${labelText(classes[1]!)}` : 'the predicted class';
  const rows = calibration.map(({ rows: n, predicted, observed }) => [
    percent(predicted),
    percent(observed),
    count(n),
  ]);
  return [
    `${style.bold('Calibration')} of ${of}, in ten bins`,
    ...indent(
      align(
        [['predicted', 'came true', 'rows'].map(style.dim), ...rows],
        ['right', 'right', 'right'],
      ),
    ),
  ];
};

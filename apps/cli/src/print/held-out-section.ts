import type { FitReport } from '../fit/fit-report.ts';
import { count } from './numbers.ts';
import { scoreSection } from './score-section.ts';
import type { Style } from './style.ts';

/** How good the model is on rows it has not seen. */
export const heldOutSection = ({ heldOut, rows }: FitReport, style: Style): string[] =>
  heldOut === null
    ? [style.dim('No rows held out: nothing says how good the model is.')]
    : scoreSection(
        `${style.bold('Held-out rows')}: ${count(heldOut.rows)} of ${count(rows)}, each class in its share, seed ${heldOut.seed}`,
        heldOut,
        'its log loss is that of the class shares of the training rows',
        style,
      );

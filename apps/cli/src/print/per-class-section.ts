import type { Score } from '../score/score.ts';
import { align, indent } from './align.ts';
import { count, decimals } from './numbers.ts';
import { labelText } from './quote.ts';
import type { Style } from './style.ts';

const MOST_CLASSES = 20;

/** Precision, recall and F of each class. */
export const perClassSection = ({ perClass }: Score, style: Style): string[] => {
  const rows = perClass
    .slice(0, MOST_CLASSES)
    .map((one) => [
      labelText(one.class),
      count(one.rows),
      ...[one.precision, one.recall, one.f1].map(decimals),
    ]);
  const rest = perClass.length - rows.length;
  return [
    style.bold('Classes'),
    ...indent(
      align(
        [['', 'rows', 'precision', 'recall', 'F1'].map(style.dim), ...rows],
        ['left', 'right', 'right', 'right', 'right'],
      ),
    ),
    ...(rest > 0 ? indent([style.dim(`and ${rest} more classes: see --json`)]) : []),
  ];
};

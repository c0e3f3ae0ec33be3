import type { FitReport } from '../fit/fit-report.ts';
import { align, indent } from './align.ts';
import { count, percent, plural } from './numbers.ts';
import { labelText, plain } from './quote.ts';
import type { Style } from './style.ts';

const MOST_SHARES = 12;

/** What was read: rows, columns and classes. */
export const tableSection = (report: FitReport, style: Style): string[] => {
  const { file, rows, columns, target, classes } = report;
  const facts = [
    ['rows', count(rows)],
    ['columns', `${plural(columns.length, 'numeric column')}, standardized`],
    ['target', `${plain(target)}, ${plural(classes.length, 'class')}`],
  ].map(([name, value]) => [style.dim(name!), value!]);
  const shares = classes
    .slice(0, MOST_SHARES)
    .map(({ label, rows: n }) => [labelText(label), count(n), percent(n / rows)]);
  const more =
    classes.length > MOST_SHARES ? [`and ${classes.length - MOST_SHARES} more classes`] : [];
  return [
    style.bold(plain(file)),
    ...indent(align(facts, ['left', 'left'])),
    ...indent(indent([...align(shares, ['left', 'right', 'right']), ...more.map(style.dim)])),
  ];
};

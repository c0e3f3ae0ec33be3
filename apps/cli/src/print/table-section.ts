import type { FitReport } from '../fit/fit-report.ts';
import { align, indent } from './align.ts';
import { count, percent, plural } from './numbers.ts';
import { labelText, plain } from './quote.ts';
import type { Style } from './style.ts';

const MOST_SHARES = 12;

/** What was read: rows, columns and classes. */
export const tableSection = (report: FitReport, style: Style): string[] => {
  const { file, rows, target, classes } = report;
  const facts = [
    ['rows', count(rows)],
    ['columns', columnsText(report)],
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

/** 4: 3 numeric, 1 categorical */
const columnsText = ({ columns, types }: FitReport): string => {
  const kinds = [...new Set(types)].map(
    (kind) => `${types.filter((type) => type === kind).length} ${kind}`,
  );
  return kinds.length === 1
    ? `${count(columns.length)} ${types[0]}`
    : `${count(columns.length)}: ${kinds.join(', ')}`;
};

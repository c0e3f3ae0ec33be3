import stringWidth from 'string-width';
import { align, indent } from '../print/align.ts';
import { count, digits, percent, plural } from '../print/numbers.ts';
import { labelText, plain, shorten } from '../print/quote.ts';
import { joined } from '../print/sections.ts';
import type { Style } from '../print/style.ts';
import type { DescribedColumn, Description } from './describe-command.ts';

const WIDEST_NAME = 28;
const MOST_COLUMNS = 200;
const MOST_CLASSES = 12;

/** A description as text for people: a line for each column. */
export const descriptionText = (description: Description, width: number, style: Style): string => {
  const { file, rows, columns } = description;
  const shown = columns.slice(0, MOST_COLUMNS);
  const heads = shown.map((column) => [
    shorten(column.name, WIDEST_NAME),
    column.type ?? (column.missing === rows ? 'empty' : 'not usable'),
    column.missing === 0 ? '' : `${count(column.missing)} (${percent(column.missing / rows)})`,
  ]);
  const left = [0, 1, 2].reduce(
    (sum, j) => sum + 2 + Math.max(HEAD[j]!.length, ...heads.map((head) => stringWidth(head[j]!))),
    2,
  );
  const room = Math.max(16, width - left);
  const lines = align(
    [
      HEAD.map(style.dim),
      ...shown.map((column, j) => [...heads[j]!, shorten(valuesText(column, rows), room)]),
    ],
    ['left', 'left', 'right', 'left'],
  );
  const rest = columns.length - shown.length;
  return joined([
    [
      `${style.bold(plain(file))}: ${plural(rows, 'row')}, ${plural(columns.length, 'column')}`,
      ...indent(lines),
      ...(rest > 0 ? indent([style.dim(`and ${count(rest)} more columns: see --json`)]) : []),
    ],
    classesSection(description, style),
  ]);
};

const HEAD = ['column', 'type', 'missing', 'values'];

const valuesText = (
  { range, dates, levels, stored, type }: DescribedColumn,
  rows: number,
): string => {
  if (range !== null)
    return `${digits(range.least)} to ${digits(range.greatest)}, mean ${digits(range.mean)}`;
  if (dates !== null) return `${dates.first} to ${dates.last}`;
  if (levels === null) return type === null ? stored : '';
  const named = levels.commonest.map(
    ({ level, rows: n }) => `${labelText(level, 20)} ${percent(n / rows)}`,
  );
  return `${levels.more ? 'over ' : ''}${count(levels.different)} different: ${named.join(', ')}`;
};

const classesSection = ({ target, classes, rows }: Description, style: Style): string[] => {
  if (target === null || classes === null) return [];
  const shares = classes
    .slice(0, MOST_CLASSES)
    .map(({ label, rows: n }) => [labelText(label), count(n), percent(n / rows)]);
  const rest = classes.length - shares.length;
  return [
    `${style.bold('Target')} ${plain(target)}, ${plural(classes.length, 'class')}`,
    ...indent(align(shares, ['left', 'right', 'right'])),
    ...(rest > 0 ? indent([style.dim(`and ${rest} more classes`)]) : []),
  ];
};

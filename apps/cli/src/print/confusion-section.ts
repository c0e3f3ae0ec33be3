import type { Label } from '@betahat/models';
import stringWidth from 'string-width';
import { align, indent } from './align.ts';
import { count, plural } from './numbers.ts';
import { labelText } from './quote.ts';
import type { Style } from './style.ts';

const LONGEST_LABEL = 16;
const MOST_PAIRS = 15;

/** True against predicted classes; where a matrix is too wide, the commonest mistakes. */
export const confusionSection = (
  classes: readonly Label[],
  confusion: readonly (readonly number[])[],
  rows: string,
  width: number,
  style: Style,
): string[] => {
  const labels = classes.map((label) => labelText(label, LONGEST_LABEL));
  const lines = matrix(labels, confusion, style);
  if (Math.max(...lines.map((line) => stringWidth(line))) <= width - 2) {
    return [
      `${style.bold('Confusion matrix')} of ${rows} (down: true class, across: predicted)`,
      ...indent(lines),
    ];
  }
  return [
    `${style.bold('Commonest mistakes')} on ${rows}`,
    ...indent(mistakes(labels, confusion, style)),
  ];
};

const matrix = (
  labels: readonly string[],
  confusion: readonly (readonly number[])[],
  style: Style,
): string[] => {
  const cell = (value: number, isRight: boolean): string => {
    if (value === 0) return style.dim('0');
    return isRight ? style.green(count(value)) : style.red(count(value));
  };
  const rows = confusion.map((row, k) => [
    style.dim(labels[k]!),
    ...row.map((value, predicted) => cell(value, predicted === k)),
  ]);
  return align(
    [['', ...labels].map(style.dim), ...rows],
    ['left', ...labels.map(() => 'right' as const)],
  );
};

const mistakes = (
  labels: readonly string[],
  confusion: readonly (readonly number[])[],
  style: Style,
): string[] => {
  const pairs = confusion
    .flatMap((row, k) => row.map((value, predicted) => ({ k, predicted, value })))
    .filter(({ k, predicted, value }) => k !== predicted && value > 0)
    .sort((a, b) => b.value - a.value);
  if (pairs.length === 0) return ['none'];
  const rows = pairs
    .slice(0, MOST_PAIRS)
    .map(({ k, predicted, value }) => [labels[k]!, labels[predicted]!, style.red(count(value))]);
  const rest = pairs.length - rows.length;
  return [
    ...align(
      [['true class', 'predicted', 'rows'].map(style.dim), ...rows],
      ['left', 'left', 'right'],
    ),
    ...(rest > 0 ? [style.dim(`and ${plural(rest, 'rarer pair')}: see --json`)] : []),
  ];
};

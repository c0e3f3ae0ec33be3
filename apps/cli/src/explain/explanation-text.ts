import { align, indent } from '../print/align.ts';
import { effectsSection } from '../print/effects-section.ts';
import { decimals, digits, percent, plural } from '../print/numbers.ts';
import { labelText, plain, shorten } from '../print/quote.ts';
import { joined } from '../print/sections.ts';
import type { Style } from '../print/style.ts';
import type { Explanation } from './explain-command.ts';
import type { RowExplanation } from './explain-row.ts';

interface Look {
  readonly top: number | undefined;
  readonly width: number;
  readonly style: Style;
}

/** An explanation as text for people. */
export const explanationText = (explanation: Explanation, look: Look): string => {
  const { row, effects, classes } = explanation;
  const { top, width, style } = look;
  return joined(
    row === null
      ? [
          modelSection(explanation, style),
          effectsSection(effects, classes, top, width, style, true),
        ]
      : [predictionSection(row, style), contributionsSection(row, classes, look)],
  );
};

const modelSection = ({ model, target, classes, columns }: Explanation, style: Style): string[] => {
  const names = classes.slice(0, MOST_CLASSES).map((label) => labelText(label));
  const facts = [
    [
      'target',
      `${plain(target)}: ${names.join(', ')}${classes.length > MOST_CLASSES ? ', …' : ''}`,
    ],
    ['columns', plural(columns.length, 'column')],
  ].map(([name, value]) => [style.dim(name!), value!]);
  return [style.bold(plain(model)), ...indent(align(facts, ['left', 'left']))];
};

const MOST_CLASSES = 8;

const predictionSection = (row: RowExplanation, style: Style): string[] => {
  const rows = [...row.probabilities]
    .sort((a, b) => b.probability - a.probability)
    .slice(0, MOST_CLASSES)
    .map(({ class: label, probability }) => [labelText(label), percent(probability)]);
  return [
    `${style.bold(plain(row.file))}, row ${row.row}: predicted ${style.bold(labelText(row.prediction))}`,
    ...indent(align(rows, ['left', 'right'])),
  ];
};

const MOST_COLUMNS = 25;

const contributionsSection = (
  row: RowExplanation,
  classes: Explanation['classes'],
  { top = MOST_COLUMNS, style }: Look,
): string[] => {
  const { contributions, intercept, logit } = row;
  const what =
    classes.length === 2
      ? `the log-odds of ${labelText(row.class)} against ${labelText(classes[0]!)}`
      : `the logit of ${labelText(row.class)}`;
  const rows = contributions
    .slice(0, top)
    .map(({ column, value, contribution }) => [
      shorten(column, 36),
      valueText(value),
      signed(contribution, style),
    ]);
  const rest = contributions.slice(top);
  const others = rest.reduce((sum, { contribution }) => sum + contribution, 0);
  return [
    `${style.bold('Contributions')} to ${what}, largest first`,
    ...indent(
      align(
        [
          ['column', 'value', 'adds'].map(style.dim),
          ...rows,
          ...(rest.length > 0
            ? [[style.dim(plural(rest.length, 'more column')), '', decimals(others)]]
            : []),
          [style.dim('(intercept)'), '', decimals(intercept)],
          [style.dim('together'), '', style.bold(decimals(logit))],
        ],
        ['left', 'right', 'right'],
      ),
    ),
    ...indent([
      style.dim(
        'against a row with every number at its mean; levels of a column and its holes together',
      ),
    ]),
  ];
};

const valueText = (value: unknown): string =>
  value == null
    ? 'missing'
    : typeof value === 'number'
      ? digits(value)
      : shorten(String(value), 24);

const signed = (value: number, style: Style): string =>
  value < 0 ? style.magenta(decimals(value)) : style.cyan(decimals(value));

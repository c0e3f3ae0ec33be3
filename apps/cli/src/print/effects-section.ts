import stringWidth from 'string-width';
import type { ClassEffects } from '../fit/effects.ts';
import type { FitReport } from '../fit/fit-report.ts';
import { align, indent } from './align.ts';
import { decimals, digits, plural } from './numbers.ts';
import { labelText, shorten } from './quote.ts';
import type { Style } from './style.ts';

/** How many coefficients are shown unless `--top` says otherwise. */
const MOST_BINARY = 40;
const MOST_PER_CLASS = 15;
const MOST_PER_MANY = 10;
const MANY_CLASSES = 6;

/** With more classes than this, only the first ones are shown in the terminal. */
const MOST_CLASSES = 30;

const INTERCEPT = '(intercept)';

/** The coefficients, largest effect first: one table for two classes, else a block per class. */
export const effectsSection = (
  report: FitReport,
  top: number | undefined,
  width: number,
  style: Style,
): string[] => {
  const [only] = report.effects;
  return report.model === 'logistic'
    ? binary(only!, report, top ?? MOST_BINARY, style)
    : perClass(report.effects, top ?? mostPerClass(report.effects.length), width, style);
};

const mostPerClass = (classes: number): number =>
  classes > MANY_CLASSES ? MOST_PER_MANY : MOST_PER_CLASS;

const binary = (effects: ClassEffects, report: FitReport, top: number, style: Style): string[] => {
  const { coefficients, intercept, interceptPerUnit } = effects;
  const [first, second] = report.classes.map(({ label }) => labelText(label));
  const rows = coefficients
    .slice(0, top)
    .map(({ column, effect, perUnit }) => [
      shorten(column, 40),
      signed(effect, style),
      digits(perUnit),
    ]);
  return [
    `${style.bold('Coefficients')}, largest effect first`,
    ...indent(
      align(
        [
          ['column', 'effect', 'per unit'].map(style.dim),
          ...rows,
          [style.dim(INTERCEPT), decimals(intercept), digits(interceptPerUnit)],
        ],
        ['left', 'right', 'right'],
      ),
    ),
    ...notShown(coefficients.length, top, style),
    ...indent([
      style.dim(`effect: change in the log-odds of ${second} against ${first}`),
      style.dim('per standard deviation of the column'),
    ]),
  ];
};

const perClass = (
  effects: readonly ClassEffects[],
  top: number,
  width: number,
  style: Style,
): string[] => {
  const shown = effects.slice(0, MOST_CLASSES);
  const blocks = shown.map((one) => block(one, top, style));
  const gap = '   ';
  const perBand = fitting(blocks, width - 2, gap.length);
  const bands: string[] = [];
  for (let k = 0; k < blocks.length; k += perBand) {
    if (k > 0) bands.push('');
    bands.push(...sideBySide(blocks.slice(k, k + perBand), gap));
  }
  const rest = effects.length - shown.length;
  return [
    `${style.bold('Coefficients')} of each class, largest effect first`,
    ...indent(bands),
    ...(rest > 0 ? indent([style.dim(`${rest} more classes: see --json`)]) : []),
    ...notShown(effects[0]!.coefficients.length, top, style),
    ...indent([
      style.dim("effect: change in the class's logit per standard deviation of the column"),
    ]),
  ];
};

const block = (one: ClassEffects, top: number, style: Style): string[] => {
  const rows = one.coefficients
    .slice(0, top)
    .map(({ column, effect }) => [shorten(column, 30), signed(effect, style)]);
  const table = align(
    [...rows, [style.dim(INTERCEPT), decimals(one.intercept)]],
    ['left', 'right'],
  );
  return [style.bold(labelText(one.class)), ...table];
};

const blockWidth = (block: readonly string[]): number =>
  Math.max(...block.map((line) => stringWidth(line)));

/** How many blocks stand side by side in every band, at least one. */
const fitting = (blocks: readonly string[][], width: number, gap: number): number => {
  const widest = Math.max(...blocks.map(blockWidth));
  return Math.max(1, Math.floor((width + gap) / (widest + gap)));
};

const sideBySide = (blocks: readonly string[][], gap: string): string[] => {
  const widths = blocks.map(blockWidth);
  return blocks[0]!.map((_, line) =>
    blocks
      .map((one, k) => {
        const text = one[line] ?? '';
        return text + ' '.repeat(widths[k]! - stringWidth(text));
      })
      .join(gap)
      .trimEnd(),
  );
};

const notShown = (all: number, top: number, style: Style): string[] =>
  all > top
    ? indent([
        style.dim(`${plural(all - top, 'smaller effect')} not shown; --top ${all} shows all`),
      ])
    : [];

const signed = (effect: number, style: Style): string =>
  effect < 0 ? style.magenta(decimals(effect)) : style.cyan(decimals(effect));

import type { Label } from '@betahat/models';
import type { ClassEffects } from '../fit/effects.ts';
import { align, indent } from './align.ts';
import { decimals, digits, plural } from './numbers.ts';
import { labelText, shorten } from './quote.ts';
import { fitting, sideBySide } from './side-by-side.ts';
import type { Style } from './style.ts';

/** How many coefficients are shown unless `--top` says otherwise. */
const MOST_BINARY = 40;
const MOST_PER_CLASS = 15;
const MOST_PER_MANY = 10;
const MANY_CLASSES = 6;

/** With more classes than this, only the first ones are shown in the terminal. */
const MOST_CLASSES = 30;

const INTERCEPT = '(intercept)';

/**
 * The coefficients, largest effect first: one table for two classes, else a block per class.
 *
 * @param withOdds per unit and as odds ratios as well, in the blocks too
 */
export const effectsSection = (
  effects: readonly ClassEffects[],
  classes: readonly Label[],
  top: number | undefined,
  width: number,
  style: Style,
  withOdds = false,
): string[] => {
  const [only] = effects;
  return classes.length === 2 && effects.length === 1
    ? binary(only!, classes, top ?? MOST_BINARY, style)
    : perClass(effects, top ?? mostPerClass(effects.length), width, style, withOdds);
};

const mostPerClass = (classes: number): number =>
  classes > MANY_CLASSES ? MOST_PER_MANY : MOST_PER_CLASS;

const binary = (
  effects: ClassEffects,
  classes: readonly Label[],
  top: number,
  style: Style,
): string[] => {
  const { coefficients, intercept, interceptPerUnit } = effects;
  const [first, second] = classes.map((label) => labelText(label));
  const rows = coefficients
    .slice(0, top)
    .map(({ column, effect, perUnit, oddsRatio }) => [
      shorten(column, 36),
      signed(effect, style),
      digits(perUnit),
      digits(oddsRatio),
    ]);
  return [
    `${style.bold('Coefficients')}, largest effect first`,
    ...indent(
      align(
        [
          ['column', 'effect', 'per unit', 'odds ratio'].map(style.dim),
          ...rows,
          [style.dim(INTERCEPT), decimals(intercept), digits(interceptPerUnit), ''],
        ],
        ['left', 'right', 'right', 'right'],
      ),
    ),
    ...notShown(coefficients.length, top, style),
    ...indent([
      style.dim(`effect: change in the log-odds of ${second} against ${first} per standard`),
      style.dim('deviation of the column; odds ratio: by what one unit multiplies the odds'),
    ]),
  ];
};

const perClass = (
  effects: readonly ClassEffects[],
  top: number,
  width: number,
  style: Style,
  withOdds: boolean,
): string[] => {
  const shown = effects.slice(0, MOST_CLASSES);
  const blocks = shown.map((one) => block(one, top, style, withOdds));
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
      ...(withOdds
        ? [style.dim('odds ratio: by what one unit multiplies its odds against the mean of all')]
        : []),
    ]),
  ];
};

const block = (one: ClassEffects, top: number, style: Style, withOdds: boolean): string[] => {
  const odds = (...texts: string[]) => (withOdds ? texts : []);
  const rows = one.coefficients
    .slice(0, top)
    .map(({ column, effect, perUnit, oddsRatio }) => [
      shorten(column, 30),
      signed(effect, style),
      ...odds(digits(perUnit), digits(oddsRatio)),
    ]);
  const head = odds('', 'effect', 'per unit', 'odds ratio').map(style.dim);
  const intercept = [
    style.dim(INTERCEPT),
    decimals(one.intercept),
    ...odds(digits(one.interceptPerUnit), ''),
  ];
  const table = align(
    [...(withOdds ? [head] : []), ...rows, intercept],
    ['left', 'right', ...odds('right', 'right').map(() => 'right' as const)],
  );
  return [style.bold(labelText(one.class)), ...table];
};

const notShown = (all: number, top: number, style: Style): string[] =>
  all > top
    ? indent([
        style.dim(`${plural(all - top, 'smaller effect')} not shown; --top ${all} shows all`),
      ])
    : [];

const signed = (effect: number, style: Style): string =>
  effect < 0 ? style.magenta(decimals(effect)) : style.cyan(decimals(effect));

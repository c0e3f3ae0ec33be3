import { count, percent } from '../print/numbers.ts';
import { labelText, quote, quoteAll, word } from '../print/quote.ts';
import type { FitReport, LeftOut } from './fit-report.ts';

const WHY: Readonly<Record<LeftOut['reason'], string>> = {
  constant: 'constant in the training rows',
  empty: 'without any value in the training rows',
  identifier: 'a different text in nearly every row',
  nested: 'lists or records',
};

/** What the user should know about columns that are not in the model. */
export const leftOutWarnings = (leftOut: FitReport['leftOut']): string[] =>
  Object.entries(WHY).flatMap(([reason, why]) => {
    const names = leftOut.filter((out) => out.reason === reason).map(({ column }) => column);
    return names.length === 0 ? [] : [`left out, ${why}: ${quoteAll(names)}`];
  });

/** What the user should know about a header with a name more than once. */
export const renamedWarnings = (
  renamed: readonly { readonly name: string; readonly as: string }[],
): string[] =>
  renamed.map(
    ({ name, as }) => `two columns are named ${quote(name)}; the later one is ${quote(as)} here`,
  );

/** Under this share a class teaches little, and accuracy says nothing about it. */
const RARE = 0.01;

/** Classes that hardly occur. */
export const rareClassWarnings = ({
  classes,
  rows,
}: Pick<FitReport, 'classes' | 'rows'>): string[] => {
  const rare = classes.filter((one) => one.rows < RARE * rows);
  if (rare.length === 0) return [];
  const shown = rare
    .slice(0, 5)
    .map((one) => `${labelText(one.label)} (${count(one.rows)} rows, ${percent(one.rows / rows)})`);
  const more = rare.length > 5 ? ` and ${rare.length - 5} more` : '';
  const noun = rare.length === 1 ? 'a class has' : `${rare.length} classes have`;
  return [
    `${noun} under 1% of the rows: ${shown.join(', ')}${more}; accuracy hardly notices, look at balanced accuracy`,
  ];
};

/** Columns each of which predicts the target alone. */
export const giveawayWarnings = (names: readonly string[]): string[] =>
  names.map(
    (name) =>
      `${quote(name)} alone predicts the target; if it is known only afterwards, leave it out: --exclude ${word(name)}`,
  );

/** Columns of numbers that look like identifiers. */
export const identifierWarnings = (names: readonly string[]): string[] =>
  names.map(
    (name) =>
      `${quote(name)} looks like an identifier, a number of its own in every row; leave it out: --exclude ${word(name)}`,
  );

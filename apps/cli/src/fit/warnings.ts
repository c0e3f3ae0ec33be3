import { quote, quoteAll } from '../print/quote.ts';
import type { FitReport } from './fit-report.ts';

const MOST = 10;

/** What the user should know about columns that are not in the model. */
export const leftOutWarnings = (leftOut: FitReport['leftOut']): string[] => {
  const warnings: string[] = [];
  const notNumeric = leftOut.filter(({ reason }) => reason === 'not numeric');
  if (notNumeric.length > 0) {
    const shown = notNumeric
      .slice(0, MOST)
      .map(({ column, detail }) => `${quote(column)} (${detail})`);
    const more = notNumeric.length > MOST ? ` and ${notNumeric.length - MOST} more` : '';
    warnings.push(`left out, not numeric: ${shown.join(', ')}${more}`);
  }
  const constant = leftOut.filter(({ reason }) => reason === 'constant');
  if (constant.length > 0) {
    const names = constant.map(({ column }) => column);
    warnings.push(`left out, constant in the training rows: ${quoteAll(names, MOST)}`);
  }
  return warnings;
};

/** What the user should know about a header with a name more than once. */
export const renamedWarnings = (
  renamed: readonly { readonly name: string; readonly as: string }[],
): string[] =>
  renamed.map(
    ({ name, as }) => `two columns are named ${quote(name)}; the later one is ${quote(as)} here`,
  );

import type { Cell } from '@betahat/features';
import type { Label } from '@betahat/models';
import { quote } from '../print/quote.ts';
import type { PredictedBlock } from '../rows/predictions.ts';
import { UserError } from '../user-error.ts';

/** The columns of the output: those kept of the table, the label, the classes' probabilities. */
export interface Layout {
  readonly kept: readonly string[];
  readonly classes: readonly Label[];
  /** Names of all columns, different from each other. */
  readonly names: readonly string[];
}

/** @throws UserError where a column that is kept has the name of one that is made */
export const layout = (kept: readonly string[], classes: readonly Label[]): Layout => {
  const made = ['prediction', ...classes.map((label) => `probability_${label}`)];
  const clash = kept.find((name) => made.includes(name));
  if (clash !== undefined) {
    throw new UserError(`--keep ${quote(clash)}: predictions have a column of that name`);
  }
  return { kept, classes, names: [...kept, ...made] };
};

/**
 * A cell that was kept: a number, a text or null for a hole.
 *
 * @throws UserError for a whole number that doubles cannot tell from its neighbours
 */
export const keptCell = ({ extra, start }: PredictedBlock, j: number, i: number): Cell => {
  const cell = extra[j]![i];
  if (typeof cell !== 'number') return cell;
  if (Math.abs(cell) > Number.MAX_SAFE_INTEGER && Number.isInteger(cell)) {
    throw new UserError(
      `--keep: row ${start + i + 1} has a whole number beyond ±2^53, which would lose digits; turn it into text with --sql`,
    );
  }
  return Number.isNaN(cell) ? null : cell;
};

import type { Predictor } from '../fit/effects.ts';
import { quote, quoteAll } from '../print/quote.ts';
import type { Ask } from '../table/cells.ts';
import type { Table } from '../table/table.ts';
import { UserError } from '../user-error.ts';
import { howToRead } from './how-to-read.ts';

/** The columns that a model reads, in its order. */
export interface MatchedColumns {
  /** Null for a column that the table lacks and the model can do without. */
  readonly asks: readonly (Ask | null)[];
  readonly absent: readonly string[];
}

/**
 * The columns that a model was fitted on, in its order, found by name in a table that may have them
 * in any order and others besides.
 *
 * @throws UserError that names every column that is missing, or the first whose type cannot be used
 */
export const matchColumns = (table: Table, predictor: Predictor): MatchedColumns => {
  const byName = new Map(table.columns.toReversed().map((column) => [column.name, column]));
  const { encoder, optional } = predictor;
  const absent = encoder.inputs.filter((name) => !byName.has(name));
  const missing = absent.filter((name) => !optional.includes(name));
  if (missing.length > 0) {
    const noun = missing.length === 1 ? 'the column' : 'the columns';
    throw new UserError(
      `${table.file}: ${noun} ${quoteAll(missing)} of the model ${missing.length === 1 ? 'is' : 'are'} missing`,
    );
  }
  const asks = encoder.columns.map(({ name, type }) => {
    const column = byName.get(name);
    if (column === undefined) return null;
    const fits =
      column.kind === 'text' ||
      (type === 'numeric' && column.kind === 'number') ||
      (type === 'boolean' && (column.kind === 'boolean' || column.kind === 'number')) ||
      (type === 'date' && column.kind === 'date') ||
      (type === 'categorical' && column.kind !== 'nested');
    if (!fits) {
      throw new UserError(
        `${table.file}: column ${quote(name)} is ${type} in the model, and holds ${column.type}`,
      );
    }
    return howToRead(column, type);
  });
  return { asks, absent };
};

/** Names of the model that the table has more than once. */
export const twiceNamed = (table: Table, { encoder }: Predictor): string[] => [
  ...new Set(table.renamed.map(({ name }) => name).filter((name) => encoder.inputs.includes(name))),
];

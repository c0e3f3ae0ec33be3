import { quote, quoteAll } from '../print/quote.ts';
import type { Column } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { UserError } from '../user-error.ts';

/**
 * The columns that a model was fitted on, in its order, found by name in a table that may have them
 * in any order and others besides.
 *
 * @throws UserError that names every column that is missing, or the first that is not numeric
 */
export const matchColumns = (table: Table, names: readonly string[]): Column[] => {
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  const missing = names.filter((name) => !byName.has(name));
  if (missing.length > 0) {
    const noun = missing.length === 1 ? 'the column' : 'the columns';
    throw new UserError(
      `${table.file}: ${noun} ${quoteAll(missing)} of the model ${missing.length === 1 ? 'is' : 'are'} missing`,
    );
  }
  const columns = names.map((name) => byName.get(name)!);
  // In a file without types every cell is tried on its own, and the first that fails is named.
  const other = table.untyped ? undefined : columns.find(({ kind }) => kind !== 'number');
  if (other !== undefined) {
    throw new UserError(
      `${table.file}: column ${quote(other.name)} is not numeric: it holds ${other.type}`,
    );
  }
  return columns;
};

import { quote, quoteAll } from '../print/quote.ts';
import { UserError } from '../user-error.ts';
import type { Column } from './column.ts';
import type { Table } from './table.ts';

/** The column of a name. @throws UserError that names the file, the name and what there is. */
export const findColumn = (table: Table, name: string): Column => {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column !== undefined) return column;
  const names = table.columns.map((candidate) => candidate.name);
  const alike = names.find((candidate) => candidate.toLowerCase() === name.toLowerCase().trim());
  const hint =
    alike === undefined ? `its columns are ${quoteAll(names)}` : `did you mean ${quote(alike)}?`;
  throw new UserError(`${table.file}: no column ${quote(name)}; ${hint}`);
};

/**
 * The columns of names given on the command line. Each value is the name of a column, commas and
 * all, or else several names with commas between.
 */
export const findColumns = (table: Table, values: readonly string[]): Column[] => {
  const names = new Set(table.columns.map(({ name }) => name));
  const asked = values.flatMap((value) =>
    names.has(value) ? [value] : value.split(',').map((name) => name.trim()),
  );
  return [...new Set(asked)].map((name) => findColumn(table, name));
};

import { rangeError, typeError } from '@betahat/linalg/check';

/** What a cell can hold. `null`, `undefined`, NaN and text of blanks only are holes. */
export type Cell = number | bigint | string | boolean | Date | null | undefined;

/**
 * A table as named columns of equal length. Names are looked up by position, never as property
 * keys, so that a column may be called `__proto__`.
 */
export interface Table {
  readonly names: readonly string[];
  readonly columns: readonly ArrayLike<Cell>[];
}

/** Passes a table with distinct names and columns of one length; returns the number of rows. */
export const checkTable = (where: string, table: Table): number => {
  const { names, columns } = table ?? {};
  if (!Array.isArray(names)) throw typeError(where, 'table.names', 'an array of strings', names);
  if (!Array.isArray(columns))
    throw typeError(where, 'table.columns', 'an array of columns', columns);
  if (columns.length !== names.length)
    throw rangeError(where, 'table.columns.length', `${names.length}, as of names`, columns.length);
  checkNames(where, 'table.names', names);
  const rows = columns[0]?.length ?? 0;
  for (const [j, column] of columns.entries()) {
    if (typeof column !== 'object' || column === null || !('length' in column))
      throw typeError(where, `column ${JSON.stringify(names[j])}`, 'an array', column);
    if (column.length !== rows)
      throw rangeError(
        where,
        `the length of column ${JSON.stringify(names[j])}`,
        `${rows}`,
        column.length,
      );
  }
  return rows;
};

/** Passes distinct strings. */
export const checkNames = (where: string, argument: string, names: readonly unknown[]): void => {
  const seen = new Set<unknown>();
  for (const [j, name] of names.entries()) {
    if (typeof name !== 'string') throw typeError(where, `${argument}[${j}]`, 'a string', name);
    if (seen.has(name))
      throw rangeError(where, `${argument}[${j}]`, 'different from the other names', name);
    seen.add(name);
  }
};

/** The column of that name. */
export const columnOf = (where: string, table: Table, name: string): ArrayLike<Cell> => {
  const j = table.names.indexOf(name);
  if (j < 0)
    throw rangeError(where, 'the name of a column', `one of ${table.names.join(', ')}`, name);
  return table.columns[j];
};

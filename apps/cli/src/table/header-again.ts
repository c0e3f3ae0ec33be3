import { UserError } from '../user-error.ts';
import { readCells } from './cells.ts';
import type { Table } from './table.ts';

/** Columns that are compared with their names. */
const COMPARED = 20;

/**
 * A header line between the rows is what joining files by hand leaves. It would make text of every
 * column of numbers.
 *
 * @throws UserError that names the row which repeats the header
 */
export const checkHeaderOnce = async (table: Table): Promise<void> => {
  const columns = table.columns.slice(0, COMPARED);
  if (!table.untyped || columns.length < 2) return;
  const same = columns.map(({ text }) => `trim(${text}) = ?`);
  const { sql, values } = table.rows;
  const names = columns.map(({ name }) => name);
  try {
    const found = await table.connection.runAndReadAll(
      `SELECT 1 FROM (SELECT * FROM ${sql}) WHERE ${same.join(' AND ')} LIMIT 1`,
      [...values, ...names],
    );
    if (found.currentRowCount === 0) return;
  } catch (error) {
    throw await table.explain(error);
  }
  const asks = columns.map((column) => ({ column, as: 'text' as const }));
  for await (const { start, rows, cells } of readCells(table, asks))
    for (let i = 0; i < rows; i++)
      if (names.every((name, j) => String(cells[j]![i]).trim() === name))
        throw new UserError(
          `${table.file}: row ${start + i + 1} repeats the header; the file is two tables, one after the other`,
        );
};

import { chunks } from './chunks.ts';
import { asNumber, type Column } from './column.ts';
import type { Table } from './table.ts';

/** The first cell of a column that is not a number; `row` counts from 0. */
export interface TextCell {
  readonly row: number;
  readonly text: string;
}

/**
 * For each column the first cell that is not a number, null if all its cells are empty: a column of
 * numbers with one n/a in it looks like text, and the user wants to know which cell makes it so.
 * Reads only as far as it must.
 */
export const firstText = async (
  table: Table,
  columns: readonly Column[],
): Promise<(TextCell | null)[]> => {
  const found: (TextCell | null)[] = columns.map(() => null);
  if (columns.length === 0) return found;
  const cells = columns.map(
    ({ text, position }) => `CASE WHEN ${asNumber(position)} IS NULL THEN ${text} END`,
  );
  let start = 0;
  for await (const { chunk, rows } of chunks(table, cells)) {
    columns.forEach((_, j) => {
      if (found[j] !== null) return;
      const texts = chunk.getColumnValues(j).slice(0, rows);
      const at = texts.findIndex((text) => text !== null);
      if (at >= 0) found[j] = { row: start + at, text: String(texts[at]) };
    });
    if (!found.includes(null)) break;
    start += rows;
  }
  return found;
};

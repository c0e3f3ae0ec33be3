import { count } from '../print/numbers.ts';
import { quote, word } from '../print/quote.ts';
import { isNoNumber } from '../table/column.ts';
import type { ColumnProfile } from '../table/profile.ts';
import type { Table } from '../table/table.ts';

/** A share of numbers from which on a column was likely meant to be numeric. */
const MOSTLY = 0.8;

/**
 * Warnings about columns of numbers that a few words made categorical, with the first such cell and
 * what to do about it.
 */
export const nearlyNumericWarnings = async (
  table: Table,
  profiles: readonly ColumnProfile[],
  rows: number,
): Promise<string[]> => {
  const warnings: string[] = [];
  for (const { column, type, numbers, holes } of profiles) {
    if (type !== 'categorical' || column.kind !== 'text') continue;
    const present = rows - holes;
    if (numbers === present || numbers < MOSTLY * present) continue;
    const cell = await firstWord(table, column);
    if (cell === null) continue;
    const words = present - numbers;
    const which =
      words === 1 ? 'one of its cells is no number' : `${count(words)} of its cells are no numbers`;
    warnings.push(
      `${quote(column.name)} counts as text, for ${which} (${quote(cell)}); if that means missing: --missing ${word(cell)}`,
    );
  }
  return warnings;
};

const firstWord = async (
  { connection, rows, explain }: Table,
  { text }: ColumnProfile['column'],
): Promise<string | null> => {
  try {
    const found = await connection.runAndReadAll(
      `SELECT ${text} FROM (SELECT * FROM ${rows.sql}) WHERE ${isNoNumber(text)} LIMIT 1`,
      [...rows.values],
    );
    return (found.getRows()[0]?.[0] ?? null) as string | null;
  } catch (error) {
    throw await explain(error);
  }
};

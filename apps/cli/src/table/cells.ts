import type { Cell } from '@betahat/features';
import type { DuckDBDataChunk } from '@duckdb/node-api';
import { quote } from '../print/quote.ts';
import { UserError } from '../user-error.ts';
import { chunks } from './chunks.ts';
import type { Column } from './column.ts';
import type { Table } from './table.ts';

/** A column to be read, and whether its cells come as numbers or as text. */
export interface Ask {
  readonly column: Column;
  readonly as: 'number' | 'text';
}

/** Consecutive rows of a table. */
export interface Block {
  /** Position of the first row, from 0. */
  readonly start: number;
  readonly rows: number;
  /** The columns asked for, in that order. A hole is NaN among numbers and null among texts. */
  readonly cells: readonly ArrayLike<Cell>[];
}

/**
 * The rows of a table in their order, in blocks of about two thousand, so that a table of any length
 * is read in bounded memory.
 *
 * @throws UserError that names file, column and row of a cell among numbers that is no finite number
 */
export async function* readCells(
  table: Table,
  asks: readonly Ask[],
): AsyncGenerator<Block, void, void> {
  const sql = asks.map(({ column, as }) => (as === 'number' ? column.number : column.text));
  let start = 0;
  for await (const { chunk, rows } of chunks(table, sql)) {
    const bad: { row: number; column: Column }[] = [];
    const cells = asks.map(({ column, as }, j) => {
      if (as === 'text') return texts(chunk, j, rows);
      const { numbers, badAt } = readNumbers(chunk, j, rows);
      if (badAt >= 0) bad.push({ row: badAt, column });
      return numbers;
    });
    const first = bad.sort((a, b) => a.row - b.row)[0];
    if (first !== undefined) throw await badCell(table, first.column, start + first.row);
    yield { start, rows, cells };
    start += rows;
  }
}

const texts = (chunk: DuckDBDataChunk, j: number, rows: number): (string | null)[] => {
  const vector = chunk.getColumnVector(j);
  return Array.from({ length: rows }, (_, i) => vector.getItem(i) as string | null);
};

/** The numbers of a chunk with NaN for holes, and the first row that is not usable (−1 if all are). */
const readNumbers = (
  chunk: DuckDBDataChunk,
  j: number,
  rows: number,
): { numbers: Float64Array; badAt: number } => {
  const vector = chunk.getColumnVector(j);
  const numbers = new Float64Array(rows);
  let badAt = -1;
  for (let i = 0; i < rows; i++) {
    const value = vector.getItem(i) as number | null;
    if (value === null) numbers[i] = Number.NaN;
    else if (Number.isFinite(value) || Number.isNaN(value)) numbers[i] = value;
    else if (badAt < 0) badAt = i;
  }
  return { numbers, badAt };
};

/** What is wrong with a cell that is no finite number. */
const badCell = async (table: Table, column: Column, row: number): Promise<UserError> => {
  const text = (await cellText(table, column, row)) ?? '';
  const where = `${table.file}: column ${quote(column.name)}`;
  if (/^\s*[+-]?(inf|infinity)\s*$/i.test(text)) {
    return new UserError(`${where} has ${text.trim()} in row ${row + 1}; numbers must be finite`);
  }
  if (/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text)) {
    return new UserError(`${where} has ${text.trim()} in row ${row + 1}, too large for a number`);
  }
  return new UserError(`${where} is not numeric: ${quote(text)} in row ${row + 1}`);
};

/** A cell as the file has it; null if it is empty. */
const cellText = async (table: Table, column: Column, row: number): Promise<string | null> => {
  const { sql, values } = table.rows;
  try {
    const cell = await table.connection.runAndReadAll(
      `SELECT ${column.text} FROM (SELECT * FROM ${sql}) LIMIT 1 OFFSET ?`,
      [...values, row],
    );
    return (cell.getRows()[0]?.[0] ?? null) as string | null;
  } catch (error) {
    throw await table.explain(error);
  }
};

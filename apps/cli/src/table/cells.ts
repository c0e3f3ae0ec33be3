import type { Cell } from '@betahat/features';
import type { DuckDBDataChunk } from '@duckdb/node-api';
import { quote, word } from '../print/quote.ts';
import { UserError } from '../user-error.ts';
import { chunks } from './chunks.ts';
import { type Column, isNoNumber, strictNumber } from './column.ts';
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
  const tried = asks.filter(({ column, as }) => as === 'number' && column.kind !== 'number');
  const isWide = tried.length > FEW;
  const sql = asks.map(({ column, as }) => {
    if (as === 'text') return column.text;
    return column.kind === 'number' || isWide ? column.number : strictNumber(column.text);
  });
  const check = isWide ? [noNumbers(tried)] : [];
  let start = 0;
  for await (const { chunk, rows } of chunks(table, [...sql, ...check])) {
    let badRow = check.length > 0 ? firstPositive(chunk, asks.length, rows) : rows;
    const cells = asks.map(({ as }, j) => {
      if (as === 'text') return texts(chunk, j, rows);
      const { numbers, badAt } = readNumbers(chunk, j, rows);
      badRow = Math.min(badRow, badAt);
      return numbers;
    });
    if (badRow < rows) throw await badCell(table, asks, start + badRow);
    yield { start, rows, cells };
    start += rows;
  }
}

/** Up to so many columns are checked each in its own expression. */
const FEW = 100;

/**
 * SQL for how many cells of a row are neither numbers nor holes. In one expression over their list: of
 * an expression for each of thousands DuckDB 1.5 needs minutes to make a plan, though per cell it is
 * four times as fast (2.5 s against 9.5 s for 12 million).
 */
const noNumbers = (asks: readonly Ask[]): string =>
  `len(list_filter([${asks.map(({ column }) => column.text).join(', ')}], lambda cell: ${isNoNumber('cell')}))`;

const firstPositive = (chunk: DuckDBDataChunk, j: number, rows: number): number => {
  const vector = chunk.getColumnVector(j);
  for (let i = 0; i < rows; i++) if (Number(vector.getItem(i)) > 0) return i;
  return rows;
};

const texts = (chunk: DuckDBDataChunk, j: number, rows: number): (string | null)[] => {
  const vector = chunk.getColumnVector(j);
  return Array.from({ length: rows }, (_, i) => vector.getItem(i) as string | null);
};

/** The numbers of a chunk with NaN for holes, and the first row that is infinite (`rows` if none is). */
const readNumbers = (
  chunk: DuckDBDataChunk,
  j: number,
  rows: number,
): { numbers: Float64Array; badAt: number } => {
  const vector = chunk.getColumnVector(j);
  const numbers = new Float64Array(rows);
  let badAt = rows;
  for (let i = 0; i < rows; i++) {
    const value = vector.getItem(i) as number | null;
    numbers[i] = value === null ? Number.NaN : value;
    if (
      badAt === rows &&
      (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY)
    )
      badAt = i;
  }
  return { numbers, badAt };
};

const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/** Texts that mostly stand for a missing value. */
const MARKS = /^(na|n\/a|#n\/a|null|none|nil|missing|unknown|\?|\.|-+)$/i;

/** What is wrong with a row that has a cell which is no finite number. */
const badCell = async (table: Table, asks: readonly Ask[], row: number): Promise<UserError> => {
  const numeric = asks.filter(({ as }) => as === 'number');
  const cells = await rowTexts(table, numeric, row);
  const at = cells.findIndex(
    (text) =>
      text !== null &&
      !/^\s*([+-]?nan)?\s*$/i.test(text) &&
      !(NUMBER.test(text) && Number.isFinite(Number(text))),
  );
  const text = cells[at] ?? '';
  const where = `${table.file}: column ${quote(numeric[at]?.column.name ?? '')}`;
  if (/^\s*[+-]?(inf|infinity)\s*$/i.test(text)) {
    return new UserError(`${where} has ${text.trim()} in row ${row + 1}; numbers must be finite`);
  }
  if (NUMBER.test(text)) {
    return new UserError(`${where} has ${text.trim()} in row ${row + 1}, too large for a number`);
  }
  const hint = MARKS.test(text.trim()) ? `; if that means missing: --missing ${word(text)}` : '';
  return new UserError(`${where} is not numeric: ${quote(text)} in row ${row + 1}${hint}`);
};

/** Cells as the file has them; null for one that is empty. */
const rowTexts = async (
  table: Table,
  asks: readonly Ask[],
  row: number,
): Promise<readonly (string | null)[]> => {
  const { sql, values } = table.rows;
  try {
    const found = await table.connection.runAndReadAll(
      `SELECT ${asks.map(({ column }) => column.text).join(', ')} FROM (SELECT * FROM ${sql}) LIMIT 1 OFFSET ?`,
      [...values, row],
    );
    return (found.getRows()[0] ?? []) as (string | null)[];
  } catch (error) {
    throw await table.explain(error);
  }
};

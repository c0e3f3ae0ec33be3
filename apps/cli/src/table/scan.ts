import type { Label } from '@betahat/models';
import type { DuckDBDataChunk } from '@duckdb/node-api';
import { quote } from '../print/quote.ts';
import { UserError } from '../user-error.ts';
import { chunks } from './chunks.ts';
import { asNumber, type Column } from './column.ts';
import type { Table } from './table.ts';

/** Consecutive rows of a table. */
export interface Block {
  /** Position of the first row, from 0. */
  readonly start: number;
  readonly rows: number;
  /** The numeric columns in the order they were asked for, row after row; all finite. */
  readonly numbers: Float64Array;
  /** One per row; empty if no column of labels was asked for. */
  readonly labels: readonly Label[];
}

/** A cell of a column of numbers is none, past the rows by which the column was taken as numeric. */
export class TextAmongNumbers extends Error {
  override readonly name = 'TextAmongNumbers';
  readonly column: Column;
  readonly row: number;
  readonly text: string;

  constructor(column: Column, row: number, text: string) {
    super(`column ${quote(column.name)} is not numeric: ${quote(text)} in row ${row + 1}`);
    this.column = column;
    this.row = row;
    this.text = text;
  }
}

/**
 * The rows of a table in their order, in blocks of about two thousand, so that a file of any length
 * is read in bounded memory. Cells of `numbers` and `label` must not be empty.
 *
 * @throws UserError that names file, column and row of the first hole, infinity or NaN;
 * TextAmongNumbers for a cell that is no number
 */
export async function* scan(
  table: Table,
  numbers: readonly Column[],
  label: Column | null = null,
): AsyncGenerator<Block, void, void> {
  const cells = numbers.map(({ position }) => asNumber(position));
  if (label !== null) cells.push(labelCell(label));
  let start = 0;
  for await (const { chunk, rows } of chunks(table, cells)) {
    const read = readNumbers(chunk, rows, numbers.length);
    if (read.badAt >= 0) {
      const column = numbers[read.badAt % numbers.length]!;
      throw await badCell(table, column, start + Math.floor(read.badAt / numbers.length));
    }
    const labels = label === null ? [] : readLabels(chunk, rows, numbers.length);
    const hole = labels.findIndex((value) => !isLabel(value));
    if (label !== null && hole >= 0) throw await badCell(table, label, start + hole);
    yield { start, rows, numbers: read.numbers, labels: labels as Label[] };
    start += rows;
  }
}

const labelCell = ({ kind, position, text }: Column): string =>
  kind === 'number' ? asNumber(position) : kind === 'boolean' ? `#${position + 1}` : text;

/** The numbers of a chunk, row-major, and the first place that is not finite (−1 if there is none). */
const readNumbers = (
  chunk: DuckDBDataChunk,
  rows: number,
  columns: number,
): { numbers: Float64Array; badAt: number } => {
  const numbers = new Float64Array(rows * columns);
  let badAt = Number.POSITIVE_INFINITY;
  for (let j = 0; j < columns; j++) {
    const cells = chunk.getColumnVector(j);
    for (let i = 0, at = j; i < rows; i++, at += columns) {
      const value = cells.getItem(i) as number | null;
      if (value === null || !Number.isFinite(value)) {
        badAt = Math.min(badAt, at);
        break;
      }
      numbers[at] = value;
    }
  }
  return { numbers, badAt: badAt < numbers.length ? badAt : -1 };
};

const readLabels = (chunk: DuckDBDataChunk, rows: number, position: number): unknown[] => {
  const cells = chunk.getColumnVector(position);
  return Array.from({ length: rows }, (_, i) => cells.getItem(i));
};

const isLabel = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

/** What is wrong with a cell that is no finite number. */
const badCell = async (table: Table, column: Column, row: number): Promise<Error> => {
  const text = await cellText(table, column, row);
  const where = `${table.file}: column ${quote(column.name)}`;
  if (text === null) return new UserError(`${where} has no value in row ${row + 1}`);
  if (/^\s*[+-]?(nan|inf|infinity)\s*$/i.test(text)) {
    return new UserError(`${where} has ${text.trim()} in row ${row + 1}; numbers must be finite`);
  }
  if (/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text)) {
    return new UserError(`${where} has ${text.trim()} in row ${row + 1}, too large for a number`);
  }
  return new TextAmongNumbers(column, row, text);
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

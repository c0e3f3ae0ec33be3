import type { ColumnType } from '@betahat/features';
import { type Column, type ColumnKind, isBlank, overflows, writesNumber } from './column.ts';
import type { Table } from './table.ts';

/** What one read of the table tells about a column. */
export interface ColumnProfile {
  readonly column: Column;
  /** What all its cells are, in themselves or as text; null for holes only and for nested values. */
  readonly type: ColumnType | null;
  readonly holes: number;
  /** Cells that are finite numbers, in themselves or as text. */
  readonly numbers: number;
  /** Smallest and largest of these, and their mean; null where there are none. */
  readonly least: number | null;
  readonly greatest: number | null;
  readonly mean: number | null;
  /** All numbers are whole. */
  readonly whole: boolean;
  /** Different values, to within some percent. */
  readonly distinct: number;
}

export interface TableProfile {
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
}

/** Kinds of cells as bits, so that one aggregate tells all the kinds of a column. */
const NUMBER = 1;
const BOOLEAN = 2;
const DATE = 4;
const WORD = 8;

const TYPES = new Map<number, ColumnType>([
  [NUMBER, 'numeric'],
  [BOOLEAN, 'boolean'],
  [DATE, 'date'],
]);

/**
 * Reads the table and says what the columns hold, by the rules of `TableEncoder`: a column is
 * numeric, boolean or a date if all its cells that are not holes are; else it is categorical.
 */
export const profileTable = async (
  table: Table,
  columns: readonly Column[] = table.columns,
): Promise<TableProfile> => {
  const found = new Map<Column, readonly unknown[]>();
  for (const { kinds, cell, kind, number } of GROUPS) {
    const some = columns.filter((column) => kinds.includes(column.kind));
    if (some.length === 0) continue;
    const rows = await aggregates(table, some.map(cell), kind, number);
    some.forEach((column, j) => {
      found.set(column, rows[j] ?? NOTHING);
    });
  }
  const rows = Number([...found.values()][0]?.[0] ?? 0);
  return { rows, columns: columns.map((column) => profileOf(column, rows, found.get(column)!)) };
};

/** The aggregates of a table without rows. */
const NOTHING: readonly unknown[] = [0, null, 0, 0, null, null, null, null, 0];

/** Columns that are looked at in one statement: their cells as `cell`, the kind and number of which are … */
interface Group {
  readonly kinds: readonly ColumnKind[];
  readonly cell: (column: Column) => string;
  readonly kind: string;
  readonly number: string;
}

const CODE = `(cell >= '00' AND cell < '0:') OR (cell < '0' AND ltrim(cell, ' +-') GLOB '0[0-9]*')`;
const DATE_TEXT =
  '\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:?\\d{2})?)?';
const IS_DATE = `length(cell) >= 10 AND regexp_full_match(trim(cell), '${DATE_TEXT}') AND TRY_CAST(left(trim(cell), 10) AS DATE) IS NOT NULL`;
const NO_NUMBER = 'CAST(NULL AS DOUBLE)';
const present = (kind: number): string => `CASE WHEN cell IS NOT NULL THEN ${kind} END`;

const GROUPS: readonly Group[] = [
  {
    kinds: ['text'],
    cell: ({ text }) => text,
    kind: `CASE WHEN ${writesNumber('cell')} THEN CASE WHEN isnan(TRY_CAST(cell AS DOUBLE)) THEN NULL WHEN ${CODE} THEN ${WORD} ELSE ${NUMBER} END WHEN ${isBlank('cell')} THEN NULL WHEN lower(trim(cell)) IN ('true', 'false') THEN ${BOOLEAN} WHEN ${IS_DATE} THEN ${DATE} WHEN ${overflows('cell')} THEN ${NUMBER} WHEN cell IS NOT NULL THEN ${WORD} END`,
    number: `CASE WHEN ${writesNumber('cell')} AND isfinite(TRY_CAST(cell AS DOUBLE)) THEN TRY_CAST(cell AS DOUBLE) END`,
  },
  {
    kinds: ['number'],
    cell: ({ number }) => number,
    kind: `CASE WHEN NOT isnan(cell) THEN ${NUMBER} END`,
    number: 'CASE WHEN isfinite(cell) THEN cell END',
  },
  { kinds: ['boolean'], cell: ({ text }) => text, kind: present(BOOLEAN), number: NO_NUMBER },
  { kinds: ['date'], cell: ({ text }) => text, kind: present(DATE), number: NO_NUMBER },
  { kinds: ['nested'], cell: ({ text }) => text, kind: present(WORD), number: NO_NUMBER },
];

/**
 * For each of the cells its aggregates over the rows. The cells of a row are taken apart into rows of
 * one cell, so that the statement is short however many there are: of thousands of aggregates DuckDB
 * 1.5 needs minutes to make a plan.
 */
const aggregates = async (
  table: Table,
  cells: readonly string[],
  kind: string,
  number: string,
): Promise<(readonly unknown[])[]> => {
  const { sql, values } = table.rows;
  const apart = `SELECT unnest(cells) AS cell, generate_subscripts(cells, 1) AS place FROM (SELECT [${cells.join(', ')}] AS cells FROM (SELECT * FROM ${sql}))`;
  const looked = `SELECT place, cell, CAST(${kind} AS UTINYINT) AS kind, ${number} AS number FROM (${apart})`;
  try {
    const read = await table.connection.runAndReadAll(
      `SELECT count(*), bit_or(kind), count(kind), count(number), min(number), max(number), avg(number), bool_and(number = trunc(number)), approx_count_distinct(cell) FROM (${looked}) GROUP BY place ORDER BY place`,
      [...values],
    );
    return read.getRows();
  } catch (error) {
    throw await table.explain(error);
  }
};

const profileOf = (column: Column, rows: number, values: readonly unknown[]): ColumnProfile => {
  const [, kinds, filled, numbers, least, greatest, mean, whole, distinct] = values;
  const none = kinds === null || column.kind === 'nested';
  return {
    column,
    type: none ? null : (TYPES.get(Number(kinds)) ?? 'categorical'),
    holes: rows - Number(filled),
    numbers: Number(numbers),
    least: least as number | null,
    greatest: greatest as number | null,
    mean: mean as number | null,
    whole: whole === true,
    distinct: Number(distinct),
  };
};

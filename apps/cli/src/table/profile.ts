import type { ColumnType } from '@betahat/features';
import { type Column, isBlank, overflows, writesNumber } from './column.ts';
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

/** Columns whose aggregates go into one statement. */
const AT_ONCE = 500;

/**
 * Reads the table and says what the columns hold, by the rules of `TableEncoder`: a column is
 * numeric, boolean or a date if all its cells that are not holes are; else it is categorical.
 */
export const profileTable = async (
  table: Table,
  columns: readonly Column[] = table.columns,
): Promise<TableProfile> => {
  const profiles: ColumnProfile[] = [];
  let rows = 0;
  for (let first = 0; first === 0 || first < columns.length; first += AT_ONCE) {
    const some = columns.slice(first, first + AT_ONCE);
    const [count, ...values] = await aggregates(table, some);
    rows = Number(count);
    some.forEach((column, j) => {
      profiles.push(profileOf(column, rows, values.slice(j * PER_COLUMN, (j + 1) * PER_COLUMN)));
    });
  }
  return { rows, columns: profiles };
};

const PER_COLUMN = 8;

const aggregates = async (table: Table, columns: readonly Column[]): Promise<unknown[]> => {
  const { sql, values } = table.rows;
  const all = columns.flatMap(aggregatesOf);
  try {
    const read = await table.connection.runAndReadAll(
      `SELECT ${['count(*)', ...all].join(', ')} FROM (SELECT * FROM ${sql})`,
      [...values],
    );
    return read.getRows()[0] as unknown[];
  } catch (error) {
    throw await table.explain(error);
  }
};

const aggregatesOf = (column: Column): string[] => {
  const kind = `CAST(${cellKind(column)} AS UTINYINT)`;
  const number = `CASE WHEN isfinite(${column.number}) THEN ${column.number} END`;
  return [
    `bit_or(${kind})`,
    `count(${kind})`,
    `count(${number})`,
    `min(${number})`,
    `max(${number})`,
    `avg(${number})`,
    `bool_and(${number} = trunc(${number}))`,
    `approx_count_distinct(${column.text})`,
  ];
};

/** SQL for the kind of a cell; NULL for a hole. */
const cellKind = ({ kind, text, number }: Column): string => {
  if (kind === 'nested') return `CASE WHEN ${text} IS NOT NULL THEN ${WORD} END`;
  if (kind === 'number') return `CASE WHEN NOT isnan(${number}) THEN ${NUMBER} END`;
  if (kind === 'boolean') return `CASE WHEN ${text} IS NOT NULL THEN ${BOOLEAN} END`;
  if (kind === 'date') return `CASE WHEN ${text} IS NOT NULL THEN ${DATE} END`;
  const code = `(${text} >= '00' AND ${text} < '0:') OR (${text} < '0' AND ltrim(${text}, ' +-') GLOB '0[0-9]*')`;
  const trimmed = `trim(${text})`;
  const isDate = `length(${text}) >= 10 AND regexp_full_match(${trimmed}, '${DATE_TEXT}') AND TRY_CAST(left(${trimmed}, 10) AS DATE) IS NOT NULL`;
  return `CASE WHEN ${writesNumber(text)} THEN CASE WHEN isnan(TRY_CAST(${text} AS DOUBLE)) THEN NULL WHEN ${code} THEN ${WORD} ELSE ${NUMBER} END WHEN ${isBlank(text)} THEN NULL WHEN lower(${trimmed}) IN ('true', 'false') THEN ${BOOLEAN} WHEN ${isDate} THEN ${DATE} WHEN ${overflows(text)} THEN ${NUMBER} WHEN ${text} IS NOT NULL THEN ${WORD} END`;
};

const DATE_TEXT =
  '\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:?\\d{2})?)?';

const profileOf = (column: Column, rows: number, values: readonly unknown[]): ColumnProfile => {
  const [kinds, present, numbers, least, greatest, mean, whole, distinct] = values;
  const none = kinds === null || column.kind === 'nested';
  return {
    column,
    type: none ? null : (TYPES.get(Number(kinds)) ?? 'categorical'),
    holes: rows - Number(present),
    numbers: Number(numbers),
    least: least as number | null,
    greatest: greatest as number | null,
    mean: mean as number | null,
    whole: whole === true,
    distinct: Number(distinct),
  };
};

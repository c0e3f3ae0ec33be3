import { type Column, type ColumnKind, isBlank, overflows, writesNumber } from './column.ts';
import type { Table } from './table.ts';

/** Kinds of cells as bits, so that one aggregate tells all the kinds of a column. */
export const NUMBER = 1;
export const BOOLEAN = 2;
export const DATE = 4;
const WORD = 8;

/** The aggregates of a table without rows. */
export const NOTHING: readonly unknown[] = [0, null, 0, 0, null, null, null, null, 0];

/** Columns of which the cells are told apart in one way: SQL for a cell, and for its kind and number. */
interface Group {
  readonly kinds: readonly ColumnKind[];
  readonly cell: (column: Column) => string;
  readonly kind: (cell: string) => string;
  readonly number: (cell: string) => string;
}

const DATE_TEXT =
  '\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:?\\d{2})?)?';

const textKind = (cell: string): string => {
  const code = `(${cell} >= '00' AND ${cell} < '0:') OR (${cell} < '0' AND ltrim(${cell}, ' +-') GLOB '0[0-9]*')`;
  const isDate = `length(${cell}) >= 10 AND regexp_full_match(trim(${cell}), '${DATE_TEXT}') AND TRY_CAST(left(trim(${cell}), 10) AS DATE) IS NOT NULL`;
  return `CASE WHEN ${writesNumber(cell)} THEN CASE WHEN isnan(TRY_CAST(${cell} AS DOUBLE)) THEN NULL WHEN ${code} THEN ${WORD} ELSE ${NUMBER} END WHEN ${isBlank(cell)} THEN NULL WHEN lower(trim(${cell})) IN ('true', 'false') THEN ${BOOLEAN} WHEN ${isDate} THEN ${DATE} WHEN ${overflows(cell)} THEN ${NUMBER} WHEN ${cell} IS NOT NULL THEN ${WORD} END`;
};

const asText = ({ text }: Column): string => text;
const present = (kind: number) => (cell: string) =>
  `CASE WHEN ${cell} IS NOT NULL THEN ${kind} END`;
const noNumber = () => 'CAST(NULL AS DOUBLE)';

export const GROUPS: readonly Group[] = [
  {
    kinds: ['text'],
    cell: asText,
    kind: textKind,
    number: (cell) =>
      `CASE WHEN ${writesNumber(cell)} AND isfinite(TRY_CAST(${cell} AS DOUBLE)) THEN TRY_CAST(${cell} AS DOUBLE) END`,
  },
  {
    kinds: ['number'],
    cell: ({ number }) => number,
    kind: (cell) => `CASE WHEN NOT isnan(${cell}) THEN ${NUMBER} END`,
    number: (cell) => `CASE WHEN isfinite(${cell}) THEN ${cell} END`,
  },
  { kinds: ['boolean'], cell: asText, kind: present(BOOLEAN), number: noNumber },
  { kinds: ['date'], cell: asText, kind: present(DATE), number: noNumber },
  { kinds: ['nested'], cell: asText, kind: present(WORD), number: noNumber },
];

const aggregatesOf = (kind: string, number: string, cell: string): string[] => [
  ...['count(*)', `bit_or(${kind})`, `count(${kind})`, `count(${number})`],
  ...[`min(${number})`, `max(${number})`, `avg(${number})`],
  ...[`bool_and(${number} = trunc(${number}))`, `approx_count_distinct(${cell})`],
];

/** Up to so many columns have aggregates of their own. */
const FEW = 100;

/** For each of the cells its aggregates over the rows. */
export const aggregates = async (
  table: Table,
  cells: readonly string[],
  group: Group,
): Promise<(readonly unknown[])[]> => {
  const { sql, values } = table.rows;
  const rows = `(SELECT * FROM ${sql})`;
  const select = cells.length <= FEW ? sideBySide(cells, group, rows) : apart(cells, group, rows);
  try {
    const found = (await table.connection.runAndReadAll(select, [...values])).getRows();
    if (cells.length > FEW) return found;
    const width = NOTHING.length;
    return cells.map((_, j) => found[0]!.slice(j * width, (j + 1) * width));
  } catch (error) {
    throw await table.explain(error);
  }
};

const sideBySide = (cells: readonly string[], { kind, number }: Group, rows: string): string => {
  const named = cells.map((cell, j) => `${cell} AS c${j}`);
  const looked = cells.flatMap((_, j) => [
    ...[`CAST(${kind(`c${j}`)} AS UTINYINT) AS k${j}`, `${number(`c${j}`)} AS n${j}`, `c${j}`],
  ]);
  const all = cells.flatMap((_, j) => aggregatesOf(`k${j}`, `n${j}`, `c${j}`));
  return `SELECT ${all.join(', ')} FROM (SELECT ${looked.join(', ')} FROM (SELECT ${named.join(', ')} FROM ${rows}))`;
};

/**
 * The cells of a row taken apart into rows of one cell, so that the statement is short however many
 * there are: of thousands of aggregates DuckDB 1.5 needs minutes to make a plan.
 */
const apart = (cells: readonly string[], { kind, number }: Group, rows: string): string => {
  const one = `SELECT unnest(cells) AS cell, generate_subscripts(cells, 1) AS place FROM (SELECT [${cells.join(', ')}] AS cells FROM ${rows})`;
  const looked = `SELECT place, cell, CAST(${kind('cell')} AS UTINYINT) AS kind, ${number('cell')} AS number FROM (${one})`;
  return `SELECT ${aggregatesOf('kind', 'number', 'cell').join(', ')} FROM (${looked}) GROUP BY place ORDER BY place`;
};

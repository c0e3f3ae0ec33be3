import type { ColumnType } from '@betahat/features';
import type { Column } from './column.ts';
import { aggregates, BOOLEAN, DATE, GROUPS, NOTHING, NUMBER } from './profile-sql.ts';
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

const TYPES = new Map<number, ColumnType>([
  [NUMBER, 'numeric'],
  [BOOLEAN, 'boolean'],
  [DATE, 'date'],
]);

/**
 * Reads the table and says what the columns hold, by the rules of `TableEncoder`: a column is
 * numeric, boolean or a date if all its cells that are not holes are; else it is categorical.
 *
 * @param onPart told before each of the reads that this takes
 */
export const profileTable = async (
  table: Table,
  columns: readonly Column[] = table.columns,
  onPart: (done: number, of: number) => void = () => {},
): Promise<TableProfile> => {
  const found = new Map<Column, readonly unknown[]>();
  const groups = GROUPS.map((group) => ({
    group,
    some: columns.filter((column) => group.kinds.includes(column.kind)),
  })).filter(({ some }) => some.length > 0);
  for (const [part, { group, some }] of groups.entries()) {
    onPart(part, groups.length);
    const rows = await aggregates(table, some.map(group.cell), group);
    some.forEach((column, j) => {
      found.set(column, rows[j] ?? NOTHING);
    });
  }
  const rows = Number([...found.values()][0]?.[0] ?? 0);
  return { rows, columns: columns.map((column) => profileOf(column, rows, found.get(column)!)) };
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

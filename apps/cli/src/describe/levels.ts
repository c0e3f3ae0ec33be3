import { readCells } from '../table/cells.ts';
import type { TableProfile } from '../table/profile.ts';
import type { Table } from '../table/table.ts';
import type { DescribedColumn } from './describe-command.ts';

/** A value of a column of text, and its rows. */
export interface Level {
  readonly level: string;
  readonly rows: number;
}

/** Past this many different values they are no longer told apart. */
const MOST_LEVELS = 10_000;
const MOST_NAMED = 10;

/** Reads the columns that are no numbers once more: values of text and booleans, first and last date. */
export const levelsOf = async (
  table: Table,
  { columns }: TableProfile,
): Promise<Pick<DescribedColumn, 'levels' | 'dates'>[]> => {
  const read = columns.filter(({ type }) => type !== null && type !== 'numeric');
  const found = read.map(({ type }) => (type === 'date' ? dateRange() : counts()));
  if (read.length > 0) {
    const asks = read.map(({ column }) => ({ column, as: 'text' as const }));
    for await (const { rows, cells } of readCells(table, asks))
      found.forEach((one, j) => {
        for (let i = 0; i < rows; i++) one.add(cells[j]![i] as string | null);
      });
  }
  return columns.map((one) => {
    const at = read.indexOf(one);
    return at < 0 ? { levels: null, dates: null } : found[at]!.result();
  });
};

const counts = () => {
  const rows = new Map<string, number>();
  let more = false;
  return {
    add: (cell: string | null) => {
      if (cell === null || cell.trim() === '') return;
      const before = rows.get(cell);
      if (before === undefined && rows.size >= MOST_LEVELS) more = true;
      else rows.set(cell, (before ?? 0) + 1);
    },
    result: () => ({
      dates: null,
      levels: {
        ...{ different: rows.size, more },
        commonest: [...rows]
          .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
          .slice(0, MOST_NAMED)
          .map(([level, n]) => ({ level, rows: n })),
      },
    }),
  };
};

/** ISO texts sort as their dates do. */
const dateRange = () => {
  let first: string | null = null;
  let last: string | null = null;
  return {
    add: (cell: string | null) => {
      if (cell === null || cell.trim() === '') return;
      if (first === null || cell < first) first = cell;
      if (last === null || cell > last) last = cell;
    },
    result: () => ({
      levels: null,
      dates: first === null || last === null ? null : { first, last },
    }),
  };
};

import type { ColumnType, Table as FeatureTable } from '@betahat/features';
import type { Label } from '@betahat/models';
import { quote } from '../print/quote.ts';
import { type ColumnStore, numberStore, textStore } from '../rows/column-store.ts';
import { howToRead } from '../rows/how-to-read.ts';
import { readCells } from '../table/cells.ts';
import type { Column } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { UserError } from '../user-error.ts';
import { type Classes, classCounter } from './class-codes.ts';

/** A column of the model and how its cells are taken. */
export interface UsedColumn {
  readonly column: Column;
  readonly type: ColumnType | null;
}

/** The used columns of a table in memory. */
export interface ReadRows {
  readonly rows: number;
  readonly classes: Classes;
  /** Some rows as a table that a pipeline takes, with the target as its last column. */
  readonly take: (rows: Uint32Array) => FeatureTable;
}

/**
 * Reads the columns to the end of the table.
 *
 * @param numericTarget whether the labels are numbers
 * @throws UserError for unusable cells and classes
 */
export const readRows = async (
  table: Table,
  features: readonly UsedColumn[],
  target: Column,
  numericTarget: boolean,
  onRows: (rows: number) => void,
): Promise<ReadRows> => {
  const asks = features.map(({ column, type }) => howToRead(column, type));
  const stores: ColumnStore[] = asks.map(({ as }) =>
    as === 'number' ? numberStore() : textStore(),
  );
  const counter = classCounter(table, target);
  const label = { column: target, as: numericTarget ? 'number' : 'text' } as const;
  for await (const { start, rows, cells } of readCells(table, [...asks, label])) {
    stores.forEach((store, j) => {
      store.add(cells[j]!);
    });
    counter.add(labelsOf(table, target, Array.from(cells.at(-1)!), start));
    onRows(start + rows);
  }
  const classes = counter.finish();
  return {
    rows: classes.codes.length,
    classes,
    take: (rows) => ({
      names: [...features.map(({ column }) => column.name), target.name],
      columns: [
        ...stores.map((store) => store.take(rows)),
        Array.from(rows, (row) => classes.labels[classes.codes[row]!]!),
      ],
    }),
  };
};

const labelsOf = (
  table: Table,
  target: Column,
  cells: readonly unknown[],
  start: number,
): Label[] => {
  const labels = target.kind === 'boolean' ? cells.map(asBoolean) : cells;
  const hole = labels.findIndex((label) => !isLabel(label));
  if (hole >= 0) {
    throw new UserError(
      `${table.file}: column ${quote(target.name)} has no value in row ${start + hole + 1}; --sql can leave such rows out`,
    );
  }
  return labels as Label[];
};

const asBoolean = (cell: unknown): unknown => (cell === null ? null : cell === 'true');

const isLabel = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.trim() !== ''
    : typeof value === 'boolean' || Number.isFinite(value);

import { scan } from '../table/scan.ts';
import type { Table } from '../table/table.ts';
import type { ChosenColumns } from './choose-columns.ts';
import { type Classes, classCounter } from './class-codes.ts';

/** The used columns of a table in memory. */
export interface ReadRows {
  readonly rows: number;
  /** Numbers of consecutive rows, row after row, in blocks. */
  readonly blocks: Float64Array[];
  readonly classes: Classes;
}

/** Reads the chosen columns to the end of the table. @throws UserError for unusable cells and classes */
export const readRows = async (table: Table, chosen: ChosenColumns): Promise<ReadRows> => {
  const blocks: Float64Array[] = [];
  const counter = classCounter(table, chosen.target);
  for await (const { numbers, labels } of scan(table, chosen.numeric, chosen.target)) {
    blocks.push(numbers);
    counter.add(labels);
  }
  const classes = counter.finish();
  return { rows: classes.codes.length, blocks, classes };
};

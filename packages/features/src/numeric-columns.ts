import { allocate, type DenseMatrix } from '@betahat/linalg';
import { CellError } from './cell-error.ts';
import { type Cell, checkTable, columnOf, type Table } from './table.ts';

const where = 'numericColumns';

const toNumber = (name: string, row: number, cell: Cell): number => {
  const value = typeof cell === 'bigint' ? Number(cell) : cell;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new CellError(where, name, row, 'a finite number', cell);
};

/**
 * The named columns of a table as a design matrix, one matrix column per name, in that order.
 *
 * Cells are numbers or bigints (rounded to double); anything else, holes and infinities included,
 * is an error: use `TableEncoder` for words, dates and holes.
 * @param table columns by name
 * @param names which columns; default all
 * @returns a rows×names matrix in the memory that linalg's kernels read best
 * @throws CellError naming column and row of the first cell that is not a finite number
 * @throws TypeError or RangeError when the table is malformed or lacks a name
 * @example
 * import { numericColumns } from '@betahat/features';
 * const table = { names: ['age', 'city', 'income'], columns: [[31, 45], ['Rome', 'Oslo'], [20.5, 31]] };
 * numericColumns(table, ['age', 'income']).data; // Float64Array [31, 20.5, 45, 31]
 */
export const numericColumns = (table: Table, names?: readonly string[]): DenseMatrix => {
  const rows = checkTable(where, table);
  const chosen = names ?? table.names;
  const columns = chosen.map((name) => columnOf(where, table, name));
  const matrix = allocate(rows, chosen.length);
  const { cols, data } = matrix;
  for (const [j, column] of columns.entries())
    for (let row = 0; row < rows; row++)
      data[row * cols + j] = toNumber(chosen[j], row, column[row]);
  return matrix;
};

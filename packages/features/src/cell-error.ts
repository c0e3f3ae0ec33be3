import { describe } from '@betahat/linalg/check';

/**
 * A cell that cannot be used, with its place as data: `column` (its name), `row` (counted from 0)
 * and `value`, so that a caller that knows the file can say where in it the cell is.
 * @example
 * import { CellError, numericColumns } from '@betahat/features';
 * try {
 *   numericColumns({ names: ['age'], columns: [[31, null]] });
 * } catch (error) {
 *   if (error instanceof CellError) error.row; // 1
 * }
 */
export class CellError extends RangeError {
  override readonly name = 'CellError';
  readonly column: string;
  readonly row: number;
  readonly value: unknown;

  constructor(where: string, column: string, row: number, expected: string, value: unknown) {
    super(
      `${where}: column ${JSON.stringify(column)}, row ${row} (counted from 0) must be ${expected}, got ${describe(value)}`,
    );
    this.column = column;
    this.row = row;
    this.value = value;
  }
}

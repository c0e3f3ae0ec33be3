import { CellError, type Table } from '@betahat/features';
import { rangeError } from '@betahat/linalg/check';
import type { Label } from '@betahat/models';

/**
 * The cells of the target column as labels, all of one type.
 * @param most the largest number of classes; more is an error that says what fits more
 * @throws CellError naming the row of a cell that is empty, no label, or of another type than the first
 * @throws RangeError when there are fewer than two classes, or more than `most`
 */
export const targetLabels = (
  where: string,
  column: ArrayLike<Table['columns'][number][number]>,
  target: string,
  most: number,
): Label[] => {
  const labels = Array.from(column, (cell, row) => {
    if (!isLabel(cell)) throw new CellError(where, target, row, LABEL, cell);
    if (typeof cell !== typeof column[0])
      throw new CellError(
        where,
        target,
        row,
        `a ${typeof column[0]} like the labels before it`,
        cell,
      );
    return cell;
  });
  const classes = new Set(labels);
  const name = `the number of classes in column ${JSON.stringify(target)}`;
  if (classes.size < 2) throw rangeError(where, name, 'at least 2', classes.size);
  if (classes.size > most)
    throw rangeError(where, name, `${most} (SoftmaxPipeline fits more)`, classes.size);
  return labels;
};

const LABEL = 'a label: text that is not blank, a finite number, true or false';

const isLabel = (cell: unknown): cell is Label =>
  typeof cell === 'boolean' ||
  (typeof cell === 'string' ? cell.trim() !== '' : Number.isFinite(cell));

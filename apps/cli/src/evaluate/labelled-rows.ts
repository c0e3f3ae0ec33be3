import { dense } from '@betahat/linalg';
import type { Label } from '@betahat/models';
import type { Predictor } from '../fit/effects.ts';
import { labelText, quote } from '../print/quote.ts';
import type { Predictions } from '../rows/predictions.ts';
import type { Judged } from '../score/score.ts';
import type { Ask } from '../table/cells.ts';
import { findColumn } from '../table/find-columns.ts';
import type { Table } from '../table/table.ts';
import { UserError } from '../user-error.ts';

/** How the labels of a table are read so that they compare with the model's. */
export const labelAsk = (table: Table, { target, classes }: Predictor): Ask => {
  const column = findColumn(table, target);
  const isNumber = typeof classes[0] === 'number';
  if (isNumber && column.kind !== 'number' && column.kind !== 'text') {
    throw new UserError(
      `${table.file}: column ${quote(target)} holds ${column.type}, and the model's classes are numbers`,
    );
  }
  return { column, as: isNumber ? 'number' : 'text' };
};

/**
 * Predictions and the true labels of a table, in memory: a label and a number per class for each row.
 * The labels are the first of the extra columns.
 *
 * @throws UserError that names the row of a label that is missing or none of the model's classes
 */
export const labelledRows = async (
  table: Table,
  { target, classes }: Predictor,
  { blocks }: Predictions,
  onRows: (rows: number) => void,
): Promise<Judged> => {
  const known = new Map<unknown, Label>(
    classes.map((label) => [typeof label === 'boolean' ? String(label) : label, label]),
  );
  const truth: Label[] = [];
  const predicted: Label[] = [];
  const parts: Float64Array[] = [];
  for await (const { start, rows, labels, probabilities, extra } of blocks) {
    const cells = extra[0]!;
    for (let i = 0; i < rows; i++) {
      const label = known.get(cells[i]);
      if (label === undefined) throw strange(table, target, classes, cells[i], start + i);
      truth.push(label);
      predicted.push(labels[i]!);
    }
    parts.push(probabilities.data as Float64Array);
    onRows(truth.length);
  }
  const data = new Float64Array(truth.length * classes.length);
  let at = 0;
  for (const part of parts) {
    data.set(part, at);
    at += part.length;
  }
  return { classes, truth, predicted, probabilities: dense(truth.length, classes.length, data) };
};

const strange = (
  table: Table,
  target: string,
  classes: readonly Label[],
  cell: unknown,
  row: number,
): UserError => {
  const where = `${table.file}: column ${quote(target)}`;
  if (cell === null || Number.isNaN(cell) || cell === '') {
    return new UserError(`${where} has no value in row ${row + 1}`);
  }
  const names = classes
    .slice(0, 8)
    .map((label) => labelText(label))
    .join(', ');
  const more = classes.length > 8 ? ', …' : '';
  return new UserError(
    `${where} has ${quote(String(cell))} in row ${row + 1}, none of the model's classes (${names}${more})`,
  );
};

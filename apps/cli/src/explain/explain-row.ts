import type { Cell, TableRecord } from '@betahat/features';
import type { Label } from '@betahat/models';
import { LogisticPipelinePredictor } from '@betahat/pipeline/predict';
import type { Predictor } from '../fit/effects.ts';
import { count } from '../print/numbers.ts';
import { matchColumns } from '../rows/match-columns.ts';
import { encode } from '../rows/predictions.ts';
import { readCells } from '../table/cells.ts';
import type { Table } from '../table/table.ts';
import { UserError } from '../user-error.ts';

/** Why a row is predicted as it is. */
export interface RowExplanation {
  readonly file: string;
  /** From 1, without the header. */
  readonly row: number;
  readonly prediction: Label;
  readonly probabilities: readonly { readonly class: Label; readonly probability: number }[];
  /** The class whose logit is explained; with two classes the second one's, against the first. */
  readonly class: Label;
  /** The logit: the intercept and all contributions together. */
  readonly logit: number;
  readonly intercept: number;
  /** What each column of the table adds to the logit, largest first; levels and holes of a column together. */
  readonly contributions: readonly {
    readonly column: string;
    readonly value: Cell;
    readonly contribution: number;
  }[];
}

/** @throws UserError where the table has no such row, or the row has a cell that cannot be used */
export const explainRow = async (
  table: Table,
  predictor: Predictor,
  row: number,
  wanted: Label | undefined,
): Promise<RowExplanation> => {
  const matched = matchColumns(table, predictor);
  const { sql, values } = table.rows;
  const one: Table = {
    ...table,
    rows: { sql: `(SELECT * FROM ${sql} LIMIT 1 OFFSET ?)`, values: [...values, row - 1] },
  };
  for await (const block of readCells(
    one,
    matched.asks.filter((ask) => ask !== null),
  )) {
    // For its errors, which name the row.
    encode(table, predictor, matched, { ...block, start: row - 1 });
    const record = recordOf(
      predictor,
      matched.asks.map((ask) => ask === null),
      block.cells,
    );
    return { file: table.file, row, ...explainRecord(predictor, record, wanted) };
  }
  throw new UserError(`--row ${count(row)}: ${table.file} has fewer rows`);
};

/** Without a prototype, so that a column may be named __proto__. */
const recordOf = (
  { inputs }: Predictor,
  isAbsent: readonly boolean[],
  cells: readonly ArrayLike<Cell>[],
): TableRecord => {
  const record: Record<string, Cell> = Object.create(null);
  let next = 0;
  inputs.forEach((name, j) => {
    const cell = isAbsent[j] ? null : cells[next++]![0];
    record[name] = typeof cell === 'number' && Number.isNaN(cell) ? null : cell;
  });
  return record;
};

const explainRecord = (
  predictor: Predictor,
  record: TableRecord,
  wanted: Label | undefined,
): Omit<RowExplanation, 'file' | 'row'> => {
  const classes: readonly Label[] = predictor.classes;
  const prediction = predictor.predict(record) as Label;
  const numbers = predictor.predictProba(record);
  const isBinary = predictor instanceof LogisticPipelinePredictor;
  const explained = isBinary ? classes[1]! : (wanted ?? prediction);
  const { intercept, terms } = isBinary
    ? predictor.contributions(record)
    : ofClass(predictor, record, classes.indexOf(explained));
  const byColumn = new Map<string, number>(predictor.inputs.map((name) => [name, 0]));
  predictor.outputs.forEach(({ column }, j) => {
    byColumn.set(column, byColumn.get(column)! + terms[j]!);
  });
  return {
    prediction,
    probabilities: classes.map((label, k) => ({ class: label, probability: numbers[k]! })),
    class: explained,
    logit: terms.reduce((sum, term) => sum + term, intercept),
    intercept,
    contributions: [...byColumn]
      .map(([column, contribution]) => ({ column, value: record[column] ?? null, contribution }))
      .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)),
  };
};

const ofClass = (
  predictor: Exclude<Predictor, LogisticPipelinePredictor<Label>>,
  record: TableRecord,
  k: number,
): { intercept: number; terms: Float64Array } => {
  const { intercepts, terms } = predictor.contributions(record);
  return {
    intercept: intercepts[k]!,
    terms: (terms.data as Float64Array).subarray(k * terms.cols, (k + 1) * terms.cols),
  };
};

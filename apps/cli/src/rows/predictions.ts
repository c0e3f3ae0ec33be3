import { CellError, type Table as FeatureTable } from '@betahat/features';
import type { DenseMatrix } from '@betahat/linalg';
import type { Label } from '@betahat/models';
import type { Predictor } from '../fit/effects.ts';
import { quote } from '../print/quote.ts';
import { type Ask, type Block, readCells } from '../table/cells.ts';
import type { Table } from '../table/table.ts';
import { UserError } from '../user-error.ts';
import { type MatchedColumns, matchColumns } from './match-columns.ts';
import { type Met, metCounter } from './met.ts';

/** Predictions for consecutive rows. */
export interface PredictedBlock {
  readonly start: number;
  readonly rows: number;
  readonly labels: readonly Label[];
  /** rows×classes. */
  readonly probabilities: DenseMatrix;
  /** Further columns that were asked for. */
  readonly extra: Block['cells'];
}

/** Entries of the design matrix at one time: 32 MB. */
const MOST_ENTRIES = 4 << 20;

/** Predictions for a table, row by row in its order, and what was met on the way. */
export interface Predictions {
  readonly blocks: AsyncGenerator<PredictedBlock, void, void>;
  readonly matched: MatchedColumns;
  /** Holes and levels new to the model, so far. */
  readonly met: () => Met;
}

/**
 * Predicts a table block by block, in bounded memory.
 *
 * @param extra further columns to hand through
 * @throws UserError for columns that the table lacks, and for the first cell that cannot be used
 */
export const predictions = (
  table: Table,
  predictor: Predictor,
  extra: readonly Ask[] = [],
): Predictions => {
  const matched = matchColumns(table, predictor);
  const counter = metCounter(predictor);
  const asks = matched.asks.filter((ask) => ask !== null);
  async function* blocks(): AsyncGenerator<PredictedBlock, void, void> {
    for await (const block of readCells(table, [...asks, ...extra])) {
      const most = Math.max(1, Math.floor(MOST_ENTRIES / predictor.names.length));
      for (let first = 0; first < block.rows; first += most) {
        const part = first === 0 && block.rows <= most ? block : partOf(block, first, most);
        const { X, holes, unseen } = encode(table, predictor, matched, part);
        counter.add(holes, unseen);
        yield {
          ...{ start: part.start, rows: part.rows },
          labels: predictor.model.predict(X) as Label[],
          probabilities: predictor.model.predictProba(X),
          extra: part.cells.slice(asks.length),
        };
      }
    }
  }
  return { blocks: blocks(), matched, met: counter.met };
};

const partOf = ({ start, rows, cells }: Block, first: number, most: number): Block => {
  const end = Math.min(rows, first + most);
  return {
    start: start + first,
    rows: end - first,
    cells: cells.map((column) => Array.prototype.slice.call(column, first, end)),
  };
};

/** The design matrix of a block. @throws UserError that names the file's row of an unusable cell */
export const encode = (
  table: Table,
  { encoder }: Predictor,
  { asks }: MatchedColumns,
  { start, rows, cells }: Block,
) => {
  let next = 0;
  const columns = asks.map((ask) =>
    ask === null ? new Array<null>(rows).fill(null) : cells[next++]!,
  );
  const input: FeatureTable = { names: encoder.inputs, columns };
  try {
    return encoder.transform(input);
  } catch (error) {
    if (!(error instanceof CellError)) throw error;
    const where = `${table.file}: column ${quote(error.column)}`;
    const row = start + error.row + 1;
    if (error.value === null || Number.isNaN(error.value)) {
      throw new UserError(`${where} has no value in row ${row}`);
    }
    const [, expected = 'another value'] = / must be (.*), got /s.exec(error.message) ?? [];
    throw new UserError(
      `${where} has ${quote(String(error.value))} in row ${row}; it must be ${expected}`,
    );
  }
};

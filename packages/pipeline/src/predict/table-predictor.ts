import type {
  DroppedColumn,
  EncodedTable,
  OutputColumn,
  TableEncoder,
  TableRecord,
} from '@betahat/features';
import type { DenseMatrix } from '@betahat/linalg';
import type { Label, LogisticPredictor, SoftmaxPredictor } from '@betahat/models/predict';
import { inputTable, isRecord, type RecordOf, type TableRows } from './input-table.ts';

/** What a pipeline is made of. */
export interface Parts<M> {
  /** Name of the column that is predicted. */
  readonly target: string;
  /** Columns that a record may lack. */
  readonly optional: readonly string[];
  readonly encoder: TableEncoder;
  readonly model: M;
}

/** What both kinds of pipeline share: rows of a table in, labels and probabilities out. Immutable. */
export class TablePredictor<L extends Label, M extends LogisticPredictor<L> | SoftmaxPredictor<L>> {
  /** Name of the column that is predicted. */
  readonly target: string;
  /**
   * Columns that a record may lack, and then counts as having a hole: those that had holes in the
   * fit, and those for which the option `holes` said what a hole is taken for.
   */
  readonly optional: readonly string[];
  /** From table to design matrix. */
  readonly encoder: TableEncoder;
  /** From design matrix to predictions. */
  readonly model: M;
  readonly #optional: ReadonlySet<string>;

  /** @internal Use fromJSON, or fit. */
  protected constructor({ target, optional, encoder, model }: Parts<M>) {
    this.target = target;
    this.optional = Object.freeze([...optional]);
    this.encoder = encoder;
    this.model = model;
    this.#optional = new Set(optional);
  }

  /** The labels, sorted; probabilities are in this order. */
  get classes(): M['classes'] {
    return this.model.classes;
  }

  /** Names of the table columns that are read. */
  get inputs(): readonly string[] {
    return this.encoder.inputs;
  }

  /** Names of the columns of the design matrix, in the order of the coefficients. */
  get names(): readonly string[] {
    return this.encoder.names;
  }

  /** The same columns with what they stand for. */
  get outputs(): readonly OutputColumn[] {
    return this.encoder.outputs;
  }

  /** Columns that the fit left out, and why. */
  get dropped(): readonly DroppedColumn[] {
    return this.encoder.dropped;
  }

  /**
   * The likeliest label: one for a record, an array for several or for a table. Ties go to the first
   * class. The same bits for a row alone as in a batch.
   *
   * A hole is taken for what the fit said. So is a column that is missing, if it is one of
   * `optional`; any other missing column is an error, as in scikit-learn and in R's formulas: null
   * in its place says that the value is not known. Columns of other names are not looked at.
   *
   * @throws CellError naming column and row of a cell that is missing or not of its column's type
   * @throws TypeError or RangeError for anything that is not rows, for no rows, and for a table
   *   without a column
   */
  predict<R extends RecordOf<R>>(row: R): L;
  predict<R extends RecordOf<R>>(rows: TableRows<R>): L[];
  predict(rows: TableRows | TableRecord): L | L[] {
    const labels = (this.model as SoftmaxPredictor<L>).predict(this.encode('predict', rows).X);
    return isRecord(rows) ? labels[0] : labels;
  }

  /**
   * Probabilities in the order of `classes`: one vector for a record, rows×classes for several.
   * @throws as predict
   */
  predictProba<R extends RecordOf<R>>(row: R): Float64Array;
  predictProba<R extends RecordOf<R>>(rows: TableRows<R>): DenseMatrix;
  predictProba(rows: TableRows | TableRecord): Float64Array | DenseMatrix {
    const probabilities = this.model.predictProba(this.encode('predictProba', rows).X);
    return isRecord(rows) ? (probabilities.data as Float64Array) : probabilities;
  }

  /**
   * The design matrix that the model sees, with the holes and the unseen levels that were met on the
   * way, counted by column. An unseen level counts as `other` where rare levels were pooled, and has
   * no effect else (the reference's, in reference coding).
   * @throws as predict
   */
  transform<R extends RecordOf<R>>(row: R): EncodedTable;
  transform<R extends RecordOf<R>>(rows: TableRows<R>): EncodedTable;
  transform(rows: TableRows | TableRecord): EncodedTable {
    return this.encode('transform', rows);
  }

  /** @internal */
  protected encode(where: string, rows: TableRows | TableRecord): EncodedTable {
    return this.encoder.transform(inputTable(where, rows, this.inputs, this.#optional));
  }
}

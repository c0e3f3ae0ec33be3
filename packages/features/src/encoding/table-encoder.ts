import { allocate, type Matrix } from '@betahat/linalg';
import { rangeError, typeError } from '@betahat/linalg/check';
import { reader } from '../json.ts';
import { type BinaryTerms, type SoftmaxTerms, unscale } from '../scaling/terms.ts';
import { type Cell, checkNames, checkTable, columnOf, type Table } from '../table.ts';
import { assembleCsr, writeDense } from './assemble.ts';
import type { EncodedColumn, OutputColumn } from './encoded-column.ts';
import {
  type DroppedColumn,
  encodeColumn,
  type FittedColumn,
  fitColumn,
  outputsOf,
} from './fitted-column.ts';
import { readFittedColumn } from './fitted-column-json.ts';
import { plans, type TableEncoderOptions } from './options.ts';

/** A design matrix and what was met on the way to it. */
export interface EncodedTable {
  /** rows×outputs. */
  readonly X: Matrix;
  /** Per column with holes, how many. */
  readonly holes: ReadonlyMap<string, number>;
  /** Per column with levels that the fit had not seen, these levels and how often each came. */
  readonly unseen: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** A `TableEncoder` as plain JSON. Numbers survive the way there and back bit for bit. */
export interface TableEncoderJSON {
  readonly format: 'betahat.tableEncoder';
  readonly version: 1;
  readonly sparse: boolean;
  readonly columns: readonly FittedColumn[];
  readonly dropped: readonly DroppedColumn[];
}

const FORMAT = 'betahat.tableEncoder';

/**
 * From a table with words, dates and holes to a design matrix.
 *
 * | column | becomes |
 * | --- | --- |
 * | numeric | (x − mean) / deviation, or another scaling |
 * | date | days since 1970-01-01 UTC, scaled likewise |
 * | boolean | 1 for true, 0 for false |
 * | categorical | one column per level that is 1 in its rows, rare levels pooled as `other` |
 * | any with holes | a further column that is 1 where the cell is empty |
 *
 * Types are inferred where they are not given: text that writes numbers, booleans or ISO dates
 * counts as such (007 does not). Columns that cannot tell anything are dropped, and `dropped` says
 * why. A level that the fit had not seen counts as `other`; where nothing was pooled there is no
 * such column and all the level's columns are 0, which is no effect in full coding and the
 * reference's effect else. Each is counted in the result of `transform`.
 *
 * Mean, deviation and the like are those of the cells that are not holes.
 *
 * A fitted object never changes. A row's result does not depend on the rows beside it.
 * @example
 * import { TableEncoder } from '@betahat/features';
 * const table = {
 *   names: ['island', 'mass'],
 *   columns: [['Biscoe', 'Dream', 'Biscoe', 'Dream'], [4500, 3700, null, 3900]],
 * };
 * const { fitted, X } = TableEncoder.fitTransform(table);
 * fitted.names; // ['island=Biscoe', 'island=Dream', 'mass', 'mass is missing']
 * const once = { names: ['island', 'mass'], columns: [['Mars'], [4000]] };
 * fitted.transform(once).unseen.get('island'); // Map { 'Mars' => 1 }
 */
export class TableEncoder {
  /** Names of the table columns that are read. */
  readonly inputs: readonly string[];
  /** Names of the columns that come out, all different. */
  readonly names: readonly string[];
  /** The same columns with what they stand for. */
  readonly outputs: readonly OutputColumn[];
  /** Columns that were left out, and why. */
  readonly dropped: readonly DroppedColumn[];
  /** What the fit found out about each column that is read. */
  readonly columns: readonly FittedColumn[];
  /** Whether matrices come out sparse. */
  readonly sparse: boolean;
  readonly #firsts: readonly number[];

  private constructor(columns: FittedColumn[], dropped: DroppedColumn[], sparse: boolean) {
    const firsts: number[] = [];
    const outputs: OutputColumn[] = [];
    for (const column of columns) {
      firsts.push(outputs.length);
      outputs.push(...outputsOf(column));
    }
    this.columns = Object.freeze(columns.map((column) => Object.freeze(column)));
    this.outputs = Object.freeze(withDistinctNames(outputs));
    this.inputs = Object.freeze(columns.map(({ name }) => name));
    this.names = Object.freeze(this.outputs.map(({ name }) => name));
    this.dropped = Object.freeze(dropped.map((column) => Object.freeze(column)));
    this.sparse = sparse;
    this.#firsts = firsts;
    Object.freeze(this);
  }

  /**
   * Finds out types, levels, means and scales.
   * @throws CellError naming column and row of a cell that does not fit its column's type, of an
   *   infinity, or of a hole where `holes` is 'error'
   * @throws TypeError or RangeError when the table is malformed, has no rows, or an option is unusable
   */
  static fit(table: Table, options: TableEncoderOptions = {}): TableEncoder {
    const where = 'TableEncoder.fit';
    const rows = checkTable(where, table);
    if (rows === 0) throw rangeError(where, 'the number of rows', 'at least 1', 0);
    const names = options.columns ?? table.names;
    if (!Array.isArray(names)) throw typeError(where, 'columns', 'an array of strings', names);
    checkNames(where, 'columns', names);
    const sparse = options.sparse ?? false;
    const results = plans(where, names, options).map((plan, j) =>
      fitColumn(where, names[j], columnOf(where, table, names[j]), plan, !sparse),
    );
    const isDropped = (result: FittedColumn | DroppedColumn): result is DroppedColumn =>
      'reason' in result;
    return new TableEncoder(
      results.filter((result): result is FittedColumn => !isDropped(result)),
      results.filter(isDropped),
      sparse,
    );
  }

  /** Fits and transforms at once. */
  static fitTransform(
    table: Table,
    options: TableEncoderOptions = {},
  ): EncodedTable & { readonly fitted: TableEncoder } {
    const fitted = TableEncoder.fit(table, options);
    return { fitted, ...fitted.transform(table) };
  }

  /**
   * The design matrix of a table that has the columns of `inputs`, in whatever order; other columns
   * are not looked at.
   * @throws CellError naming column and row of a cell that does not fit its column's type, of an
   *   infinity, or of a hole where `holes` is 'error'
   * @throws TypeError or RangeError when the table is malformed or lacks a column
   */
  transform(table: Table): EncodedTable {
    const where = 'TableEncoder.transform';
    const rows = checkTable(where, table);
    const cols = this.outputs.length;
    const holes = new Map<string, number>();
    const unseen = new Map<string, ReadonlyMap<string, number>>();
    const dense = this.sparse ? undefined : allocate(rows, cols);
    const encoded: EncodedColumn[] = [];
    for (const [j, fitted] of this.columns.entries()) {
      const { name } = fitted;
      const column: ArrayLike<Cell> = columnOf(where, table, name);
      const result = encodeColumn(where, fitted, column);
      if (result.report.holes > 0) holes.set(name, result.report.holes);
      if (result.report.unseen.size > 0) unseen.set(name, result.report.unseen);
      if (dense === undefined) encoded.push(result);
      else writeDense(dense, this.#firsts[j], result);
    }
    return { X: dense ?? assembleCsr(rows, cols, this.#firsts, encoded), holes, unseen };
  }

  /**
   * Coefficients for columns in their own units (per metre, per day) from those of a model that was
   * fitted on the scaled columns. Levels and indicators keep theirs. The order is that of `names`.
   *
   *     wⱼ / scaleⱼ   and   b − Σⱼ wⱼ shiftⱼ / scaleⱼ
   *
   * @param terms a fitted binary or softmax model, or its coefficients and intercept
   * @throws RangeError when the number of coefficients does not fit
   */
  coefficientsInOriginalUnits(terms: BinaryTerms): BinaryTerms;
  coefficientsInOriginalUnits(terms: SoftmaxTerms): SoftmaxTerms;
  coefficientsInOriginalUnits(terms: BinaryTerms | SoftmaxTerms): BinaryTerms | SoftmaxTerms {
    const shifts = this.outputs.map(() => 0);
    const scales = this.outputs.map(() => 1);
    for (const [j, column] of this.columns.entries()) {
      if (column.type === 'categorical' || column.scale === null) continue;
      shifts[this.#firsts[j]] = column.shift;
      scales[this.#firsts[j]] = column.scale;
    }
    const kept = [...this.outputs.keys()];
    return unscale('TableEncoder.coefficientsInOriginalUnits', terms, {
      inputs: kept.length,
      kept,
      shifts,
      scales,
    });
  }

  /** Plain data for `JSON.stringify`; `TableEncoder.fromJSON` makes an equal object of it. */
  toJSON(): TableEncoderJSON {
    const { sparse, columns, dropped } = this;
    return { format: FORMAT, version: 1, sparse, columns, dropped };
  }

  /**
   * The object that `toJSON` was called on.
   * @throws TypeError or RangeError that names the part that is missing or unusable
   */
  static fromJSON(json: unknown): TableEncoder {
    const where = 'TableEncoder.fromJSON';
    const read = reader(where, json, FORMAT);
    const sparse = read.get('sparse');
    if (typeof sparse !== 'boolean') throw typeError(where, 'json.sparse', 'true or false', sparse);
    const columns = read
      .objects('columns')
      .map((column, j) => readFittedColumn(where, `json.columns[${j}]`, column));
    checkNames(
      where,
      'the name of json.columns',
      columns.map(({ name }) => name),
    );
    const dropped = read.objects('dropped').map((column, j) => readDropped(where, j, column));
    return new TableEncoder(columns, dropped, sparse);
  }
}

const readDropped = (where: string, j: number, json: object): DroppedColumn => {
  const { name, reason } = json as DroppedColumn;
  if (typeof name !== 'string') throw typeError(where, `json.dropped[${j}].name`, 'a string', name);
  if (!['empty', 'constant', 'identifier'].includes(reason))
    throw rangeError(
      where,
      `json.dropped[${j}].reason`,
      "'empty', 'constant' or 'identifier'",
      reason,
    );
  return { name, reason };
};

/** A table may have a column `a=b` and another `a` with a level b: the later one gets a number. */
const withDistinctNames = (outputs: readonly OutputColumn[]): OutputColumn[] => {
  const taken = new Set<string>();
  return outputs.map((output) => {
    let { name } = output;
    for (let n = 2; taken.has(name); n++) name = `${output.name} (${n})`;
    taken.add(name);
    return Object.freeze({ ...output, name });
  });
};

import {
  type ColumnOptions,
  type Table,
  TableEncoder,
  type TableEncoderOptions,
  tableFromRecords,
} from '@betahat/features';
import type { Matrix } from '@betahat/linalg';
import { rangeError, typeError } from '@betahat/linalg/check';
import type { Label } from '@betahat/models';
import { splitOptions, type TableOptions } from './options.ts';
import { isTable, type TableRows } from './predict/input-table.ts';
import type { Parts } from './predict/table-predictor.ts';
import { targetLabels } from './target-labels.ts';

/** Rows, labels and options as the model takes them, and all of the pipeline but the model. */
export interface Training<ModelOptions> {
  readonly where: string;
  readonly X: Matrix;
  readonly labels: Label[];
  readonly options: ModelOptions;
  readonly parts: Omit<Parts<never>, 'model'>;
}

/**
 * Splits the target off the table and encodes the other columns.
 * @param most the largest number of classes
 * @throws TypeError of `splitOptions`; CellError, TypeError or RangeError of `TableEncoder.fit` and `targetLabels`; RangeError when
 *   there is no target column, or when no column is left
 */
export const training = <ModelOptions>(
  where: string,
  data: TableRows,
  given: TableOptions & ModelOptions,
  { isAsync, most }: { readonly isAsync: boolean; readonly most: number },
): Training<ModelOptions> => {
  const { target, encoder: options, model } = splitOptions<ModelOptions>(where, given, isAsync);
  const table = tableOf(where, data);
  const at = table.names.indexOf(target);
  if (at < 0) throw rangeError(where, 'target', `one of ${table.names.join(', ')}`, target);
  if (Array.isArray(options.columns) && options.columns.includes(target))
    throw rangeError(where, 'columns', 'without the target', target);
  const columns = options.columns ?? table.names.filter((name) => name !== target);
  const { fitted, X, holes } = TableEncoder.fitTransform(table, { ...options, columns });
  const labels = targetLabels(where, table.columns[at], target, most);
  if (fitted.names.length === 0) throw new RangeError(`${where}: ${nothingLeft(fitted)}`);
  const optional = fitted.inputs.filter((name) => holes.has(name) || isImputed(name, options));
  return { where, X, labels, options: model, parts: { target, optional, encoder: fitted } };
};

const tableOf = (where: string, data: TableRows): Table => {
  if (isTable(data)) return data;
  if (!Array.isArray(data)) throw typeError(where, 'rows', 'an array of records or a table', data);
  if (data.length === 0) throw rangeError(where, 'rows', 'at least one record', data);
  return tableFromRecords(data);
};

/** Whether the caller has said what a hole in the column is taken for. */
const isImputed = (name: string, { holes, perColumn = {} }: TableEncoderOptions): boolean => {
  const entries = isMap(perColumn) ? perColumn : new Map(Object.entries(perColumn));
  const asked = entries.get(name)?.holes ?? holes;
  return asked !== undefined && asked !== 'error';
};

/** By its tag, so that a Map of another realm is one too. */
const isMap = (value: object): value is ReadonlyMap<string, ColumnOptions> =>
  Object.prototype.toString.call(value) === '[object Map]';

const nothingLeft = ({ dropped }: TableEncoder): string => {
  const reasons = dropped.map(({ name, reason }) => `${JSON.stringify(name)} is ${reason}`);
  return `no column is left to predict from${reasons.length === 0 ? '' : `: ${reasons.join(', ')}`}`;
};

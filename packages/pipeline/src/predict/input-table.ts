import { type Cell, CellError, type Table, type TableRecord } from '@betahat/features';
import { rangeError, typeError } from '@betahat/linalg/check';

/**
 * A row as an object whose own properties are cells, of whatever type the caller has for it: an
 * interface too, which TypeScript does not take for a `TableRecord`. No array and no string.
 */
export type RecordOf<R> = { readonly [K in keyof R]: Cell } & object & {
    readonly [Symbol.iterator]?: never;
  };

/** Rows as a caller has them: a table of columns, or one object per row. */
export type TableRows<R = TableRecord> = Table | readonly R[];

/** Cells are never arrays, so a record cannot be taken for a table. */
export const isTable = (data: unknown): data is Table =>
  typeof data === 'object' &&
  data !== null &&
  Array.isArray((data as Table).names) &&
  Array.isArray((data as Table).columns);

/** One row on its own: neither a table nor a list of rows. */
export const isRecord = (data: unknown): data is TableRecord =>
  typeof data === 'object' && data !== null && !Array.isArray(data) && !isTable(data);

/**
 * The columns that a pipeline reads, and no others. One that is missing counts as empty if it may be
 * missing, and is an error else: a misspelt key must not pass as a missing value.
 */
export const inputTable = (
  where: string,
  data: TableRows | TableRecord,
  inputs: readonly string[],
  optional: ReadonlySet<string>,
): Table => {
  if (isTable(data)) return fromTable(where, data, inputs, optional);
  const records = isRecord(data) ? [data] : data;
  if (!Array.isArray(records))
    throw typeError(where, 'rows', 'a record, an array of records or a table', records);
  if (records.length === 0) throw rangeError(where, 'rows', 'at least one record', records);
  for (const [row, record] of records.entries())
    if (!isRecord(record)) throw typeError(where, `rows[${row}]`, 'a record', record);
  return {
    names: inputs,
    columns: inputs.map((name) =>
      (records as readonly TableRecord[]).map((record, row) => {
        if (Object.hasOwn(record, name)) return record[name];
        if (optional.has(name)) return undefined;
        throw new CellError(where, name, row, PRESENT, undefined);
      }),
    ),
  };
};

const PRESENT = 'there, as in every row of the fit (null says that the value is not known)';

const fromTable = (
  where: string,
  table: Table,
  inputs: readonly string[],
  optional: ReadonlySet<string>,
): Table => {
  const rows = table.columns[0]?.length ?? 0;
  if (rows === 0) throw rangeError(where, 'the number of rows', 'at least 1', rows);
  const columns = inputs.map((name) => {
    const j = table.names.indexOf(name);
    if (j >= 0) return table.columns[j];
    if (optional.has(name)) return new Array<undefined>(rows).fill(undefined);
    throw rangeError(where, 'table.names', `a list with ${JSON.stringify(name)}`, table.names);
  });
  return { names: inputs, columns };
};

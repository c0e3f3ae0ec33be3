import { typeError } from '@betahat/linalg/check';
import type { Cell, Table } from './table.ts';

/** A row as an object from column names to cells. */
export type TableRecord = { readonly [name: string]: Cell };

/**
 * A table from rows that are objects. Only own properties count; a record without one has a hole.
 * @param records one object per row
 * @param names the columns, in order; default every name that occurs, in order of appearance
 * @throws TypeError when a record is not an object
 * @example
 * import { tableFromRecords } from '@betahat/features';
 * tableFromRecords([{ a: 1, b: 'x' }, { a: 2 }]);
 * // { names: ['a', 'b'], columns: [[1, 2], ['x', undefined]] }
 */
export const tableFromRecords = (
  records: readonly TableRecord[],
  names?: readonly string[],
): Table => {
  const where = 'tableFromRecords';
  if (!Array.isArray(records)) throw typeError(where, 'records', 'an array of objects', records);
  const seen = new Set<string>(names);
  for (const [row, record] of records.entries()) {
    if (typeof record !== 'object' || record === null || Array.isArray(record))
      throw typeError(where, `records[${row}]`, 'an object', record);
    if (names === undefined) for (const name of Object.keys(record)) seen.add(name);
  }
  const columns = [...seen].map((name) =>
    records.map((record: TableRecord) => (Object.hasOwn(record, name) ? record[name] : undefined)),
  );
  return { names: [...seen], columns };
};

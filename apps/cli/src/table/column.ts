import { type DuckDBType, DuckDBTypeId } from '@duckdb/node-api';
import { shorten } from '../print/quote.ts';

/** What the cells of a column can be used as. */
type ColumnKind = 'number' | 'boolean' | 'text' | 'nested';

/** A column of a table. Columns are told apart by position: names may repeat or be anything. */
export interface Column {
  readonly position: number;
  readonly name: string;
  readonly kind: ColumnKind;
  /** The type in DuckDB's words, for messages. */
  readonly type: string;
  /** SQL for the cells as text, as a person would write them. Refers to the column by position. */
  readonly text: string;
}

const NUMBERS: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.UHUGEINT,
  DuckDBTypeId.BIGNUM,
  DuckDBTypeId.DECIMAL,
  DuckDBTypeId.FLOAT,
  DuckDBTypeId.DOUBLE,
]);

const NESTED: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.LIST,
  DuckDBTypeId.ARRAY,
  DuckDBTypeId.STRUCT,
  DuckDBTypeId.MAP,
  DuckDBTypeId.UNION,
  DuckDBTypeId.BLOB,
]);

/** The column at `position`, as DuckDB describes it. */
export const column = (position: number, name: string, type: DuckDBType): Column => {
  const reference = `#${position + 1}`;
  // DuckDB keeps values of mixed types as JSON text, in which strings have their quotes.
  const isJson = type.alias === 'JSON';
  return {
    position,
    name,
    kind: kindOf(type.typeId),
    type: isJson ? 'mixed JSON values' : shorten(type.toString(), 40),
    text: isJson ? `(${reference} ->> '$')` : `CAST(${reference} AS VARCHAR)`,
  };
};

const kindOf = (id: DuckDBTypeId): ColumnKind => {
  if (NUMBERS.has(id)) return 'number';
  if (id === DuckDBTypeId.BOOLEAN) return 'boolean';
  return NESTED.has(id) ? 'nested' : 'text';
};

/** SQL for the cells as numbers: NULL where a cell is empty or not a number. */
export const asNumber = (position: number): string => `TRY_CAST(#${position + 1} AS DOUBLE)`;

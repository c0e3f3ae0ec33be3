import { type DuckDBType, DuckDBTypeId } from '@duckdb/node-api';
import { shorten } from '../print/quote.ts';

/** What the cells of a column are in its file. A file without types (CSV) has text only. */
export type ColumnKind = 'number' | 'boolean' | 'date' | 'text' | 'nested';

/** A column of a table. Columns are told apart by position: names may repeat or be anything. */
export interface Column {
  readonly position: number;
  readonly name: string;
  readonly kind: ColumnKind;
  /** The type in DuckDB's words, for messages. */
  readonly type: string;
  /** SQL for the cells as text, as a person would write them; NULL for a hole. */
  readonly text: string;
  /** SQL for the cells as DOUBLE: NULL or NaN for a hole, NULL too for text that is no number. */
  readonly number: string;
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

const DATES: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.DATE,
  DuckDBTypeId.TIMESTAMP,
  DuckDBTypeId.TIMESTAMP_S,
  DuckDBTypeId.TIMESTAMP_MS,
  DuckDBTypeId.TIMESTAMP_NS,
  DuckDBTypeId.TIMESTAMP_TZ,
]);

const NESTED: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.LIST,
  DuckDBTypeId.ARRAY,
  DuckDBTypeId.STRUCT,
  DuckDBTypeId.MAP,
  DuckDBTypeId.UNION,
  DuckDBTypeId.BLOB,
]);

/** The white space that JavaScript's `trim` takes off. */
const BLANKS = `E' \\t\\n\\r\\f\\x0b\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff'`;

/** SQL: whether text holds nothing but blanks. */
export const isBlank = (text: string): string => `trim(${text}, ${BLANKS}) = ''`;

/** SQL: whether text writes a number, infinity or NaN. DuckDB would read 1_000 as well. */
export const writesNumber = (text: string): string =>
  `TRY_CAST(${text} AS DOUBLE) IS NOT NULL AND NOT contains(${text}, '_')`;

/** SQL: whether text is neither a hole nor a number. */
export const isNoNumber = (text: string): string =>
  `${text} IS NOT NULL AND NOT (${writesNumber(text)}) AND NOT (${isBlank(text)})`;

/** SQL: text as DOUBLE, NULL or NaN for a hole and infinity for text that is no number. */
export const strictNumber = (text: string): string =>
  `CASE WHEN ${writesNumber(text)} THEN TRY_CAST(${text} AS DOUBLE) WHEN ${text} IS NULL OR ${isBlank(text)} THEN NULL ELSE CAST('inf' AS DOUBLE) END`;

/** SQL: whether text that is no DOUBLE writes a number that is too large for one. */
export const overflows = (text: string): string =>
  `regexp_full_match(trim(${text}), '[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?')`;

/**
 * The column at `position`, as DuckDB describes it.
 *
 * @param hasMissing whether the variables `missing_texts` and `missing_numbers` hold values that
 *   count as holes
 */
export const column = (
  position: number,
  name: string,
  type: DuckDBType,
  hasMissing = false,
): Column => {
  const kind = kindOf(type.typeId);
  const own = textOf(`#${position + 1}`, type);
  const text = hasMissing
    ? `CASE WHEN list_contains(getvariable('missing_texts'), ${own}) THEN NULL ELSE ${own} END`
    : own;
  return {
    position,
    name,
    kind,
    type: type.alias === 'JSON' ? 'mixed JSON values' : shorten(type.toString(), 40),
    text,
    number: kind === 'number' ? typedNumber(position, hasMissing) : `TRY_CAST(${text} AS DOUBLE)`,
  };
};

const kindOf = (id: DuckDBTypeId): ColumnKind => {
  if (NUMBERS.has(id)) return 'number';
  if (DATES.has(id)) return 'date';
  if (id === DuckDBTypeId.BOOLEAN) return 'boolean';
  return NESTED.has(id) ? 'nested' : 'text';
};

const textOf = (reference: string, { typeId, alias }: DuckDBType): string => {
  // DuckDB keeps values of mixed types as JSON text, in which strings have their quotes.
  if (alias === 'JSON') return `(${reference} ->> '$')`;
  // Without the zone of the machine, and without an extension that knows zones.
  if (typeId === DuckDBTypeId.TIMESTAMP_TZ)
    return `CAST(make_timestamp(epoch_us(${reference})) AS VARCHAR)`;
  return typeId === DuckDBTypeId.VARCHAR ? reference : `CAST(${reference} AS VARCHAR)`;
};

const typedNumber = (position: number, hasMissing: boolean): string => {
  const own = `CAST(#${position + 1} AS DOUBLE)`;
  return hasMissing
    ? `CASE WHEN list_contains(getvariable('missing_numbers'), ${own}) THEN NULL ELSE ${own} END`
    : own;
};

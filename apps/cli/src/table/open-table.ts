import type { DuckDBConnection, DuckDBResult } from '@duckdb/node-api';
import { UserError } from '../user-error.ts';
import { checkCompressed } from './check-compressed.ts';
import { type Column, column } from './column.ts';
import { connect } from './connect.ts';
import { delimiterOf } from './delimiter.ts';
import { distinctNames } from './distinct-names.ts';
import { explainJson, explainParquet } from './explain.ts';
import { explainCsv } from './explain-csv.ts';
import { TextAmongNumbers } from './scan.ts';
import { type FileKind, sniffFile } from './sniff-file.ts';
import {
  type CsvDialect,
  csvHeader,
  csvSchema,
  csvText,
  jsonRecords,
  parquetRows,
  type Source,
} from './source.ts';
import type { Table } from './table.ts';

/**
 * Opens a table (CSV, TSV, Parquet, JSON or JSON lines, plain or compressed), gives it to `use` and
 * closes it. In CSV a column is numeric if all its cells are; the start of the file tells, and where a
 * later cell says otherwise, `use` is called again with the kinds that the whole file gives.
 *
 * @throws UserError in one line that names the file, for anything that is no readable table
 */
export const withTable = async <T>(file: string, use: (table: Table) => Promise<T>): Promise<T> => {
  const kind = await sniffFile(file);
  await checkCompressed(file, kind.compression);
  try {
    return await openAs(file, kind, 'start', use);
  } catch (error) {
    if (!(error instanceof TextAmongNumbers)) throw error;
    return await openAs(file, kind, 'whole', use);
  }
};

const openAs = async <T>(
  file: string,
  kind: FileKind,
  sample: 'start' | 'whole',
  use: (table: Table) => Promise<T>,
): Promise<T> => {
  const { connection, path, close } = await connect(file);
  const open = { csv: openCsv, json: openJson, parquet: openParquet }[kind.format];
  try {
    return await use(await open({ file, connection, path, kind, sample }));
  } finally {
    close();
  }
};

interface Opening {
  readonly file: string;
  readonly connection: DuckDBConnection;
  readonly path: string;
  readonly kind: FileKind;
  readonly sample: 'start' | 'whole';
}

const openCsv = async ({ file, connection, path, kind, sample }: Opening): Promise<Table> => {
  const head = kind.head.toString('utf8');
  const csv: CsvDialect = {
    delimiter: /\.(tsv|tab)(\.gz|\.zst)?$/i.test(file) ? '\t' : delimiterOf(head),
    compression: kind.compression,
    mixedLineEnds: /\r\n/.test(head) && /[^\r]\n/.test(head),
  };
  const explain = (error: unknown) => explainCsv(error, file, connection, path, csv);
  try {
    const schema = await none(connection, csvSchema(path, csv, sample));
    const { names, renamed } = distinctNames(await headerNames(connection, path, csv, schema));
    const columns = names.map((name, i) => column(i, name, schema.columnType(i)));
    return {
      file,
      columns,
      renamed,
      untyped: true,
      connection,
      rows: csvText(path, csv),
      explain,
    };
  } catch (error) {
    throw await explain(error);
  }
};

/** The names as they stand in the file: DuckDB takes a and A for the same and renames one. */
const headerNames = async (
  connection: DuckDBConnection,
  path: string,
  csv: CsvDialect,
  schema: DuckDBResult,
): Promise<string[]> => {
  const named = schema.columnNames();
  const { sql, values } = csvHeader(path, csv);
  const header = await connection.runAndReadAll(`SELECT * FROM ${sql} LIMIT 1`, [...values]);
  const [first = []] = header.getRows();
  // An empty header cell keeps the name that DuckDB gave its column.
  return named.map((name, i) => (typeof first[i] === 'string' ? first[i].trim() : name));
};

const openJson = async ({ file, connection, path, kind }: Opening): Promise<Table> => {
  const text = kind.head.toString('utf8');
  if (text.startsWith('\ufeff')) {
    throw new UserError(`${file}: begins with a byte-order mark, which JSON does not allow`);
  }
  if (/^\s*(\[\s*\]\s*)?$/.test(text)) throw new UserError(`${file}: the table has no rows`);
  return openTyped(file, connection, jsonRecords(path, kind), (error) => explainJson(error, file));
};

const openParquet = ({ file, connection, path }: Opening): Promise<Table> =>
  openTyped(file, connection, parquetRows(path), (error) => explainParquet(error, file));

/** A table whose format says the types of its columns. */
const openTyped = async (
  file: string,
  connection: DuckDBConnection,
  rows: Source,
  explainOne: (error: unknown) => unknown,
): Promise<Table> => {
  const explain = async (error: unknown) => explainOne(error);
  try {
    const schema = await none(connection, rows);
    const columns: Column[] = schema
      .deduplicatedColumnNames()
      .map((name, i) => column(i, name, schema.columnType(i)));
    return { file, columns, renamed: [], untyped: false, connection, rows, explain };
  } catch (error) {
    throw explainOne(error);
  }
};

/** No rows: only names and types. */
const none = (connection: DuckDBConnection, source: Source): Promise<DuckDBResult> =>
  connection.stream(`SELECT * FROM ${source.sql} LIMIT 0`, [...source.values]);

import type { DuckDBConnection, DuckDBResult, DuckDBType } from '@duckdb/node-api';
import type { NamedFile } from '../input/named-file.ts';
import { UserError } from '../user-error.ts';
import { checkCompressed } from './check-compressed.ts';
import { checkWidth, headerWidth } from './check-width.ts';
import { delimiterOf } from './delimiter.ts';
import { distinctNames } from './distinct-names.ts';
import { explainJson, explainParquet } from './explain.ts';
import { explainCsv } from './explain-csv.ts';
import { type FileKind, sniffFile } from './sniff-file.ts';
import {
  type CsvDialect,
  csvHeader,
  csvText,
  csvTyped,
  jsonRecords,
  parquetRows,
  type Source,
} from './source.ts';

/** One file that holds a table. */
export interface OpenFile {
  readonly file: NamedFile;
  readonly names: readonly string[];
  readonly types: readonly DuckDBType[];
  /** Names that the header has more than once, and what the later ones are called here. */
  readonly renamed: readonly { readonly name: string; readonly as: string }[];
  /** The format has no types (CSV): a word such as true is text in the file. */
  readonly untyped: boolean;
  readonly rows: Source;
  /** The rows as a query of the user sees them, with types where the format has none. */
  readonly typed: Source;
  /** A DuckDB error about this file as one line; other errors are given back as they came. */
  readonly explain: (error: unknown) => Promise<unknown>;
}

/** What opening takes. */
interface Opening {
  readonly file: NamedFile;
  readonly path: string;
  readonly kind: FileKind;
  readonly connection: DuckDBConnection;
}

/**
 * Looks what a file is and opens it.
 *
 * @param path the file as DuckDB takes it
 * @throws UserError in one line that names the file, for anything that is no readable table
 */
export const openFile = async (
  file: NamedFile,
  path: string,
  connection: DuckDBConnection,
): Promise<OpenFile> => {
  const kind = await sniffFile(file);
  await checkCompressed(file, kind.compression);
  const openAs = { csv: openCsv, json: openJson, parquet: openParquet }[kind.format];
  return openAs({ file, path, kind, connection });
};

const openCsv = async ({ file, path, kind, connection }: Opening): Promise<OpenFile> => {
  const head = kind.head.toString('utf8');
  const csv: CsvDialect = {
    delimiter: /\.(tsv|tab)(\.gz|\.zst)?$/i.test(file.name) ? '\t' : delimiterOf(head),
    compression: kind.compression,
    mixedLineEnds: /\r\n/.test(head) && /[^\r]\n/.test(head),
  };
  const explain = (error: unknown) => explainCsv(error, file.name, connection, path, csv);
  if (!/[\r\n]/.test(head) && kind.compression === 'none')
    checkWidth(file, await headerWidth(file.path, csv.delimiter));
  try {
    const schema = await none(connection, csvText(path, csv));
    checkWidth(file, schema.columnCount);
    const { names, renamed } = distinctNames(await headerNames(connection, path, csv, schema));
    return {
      ...{ file, names, renamed, explain, untyped: true, types: schema.columnTypes() },
      ...{ rows: csvText(path, csv), typed: csvTyped(path, csv) },
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

const openJson = async (opening: Opening): Promise<OpenFile> => {
  const { file, path, kind } = opening;
  const text = kind.head.toString('utf8');
  if (text.startsWith('\ufeff')) {
    throw new UserError(`${file.name}: begins with a byte-order mark, which JSON does not allow`);
  }
  if (/^\s*(\[\s*\]\s*)?$/.test(text)) throw new UserError(`${file.name}: the table has no rows`);
  return openTyped(opening, jsonRecords(path, kind), explainJson);
};

const openParquet = (opening: Opening): Promise<OpenFile> =>
  openTyped(opening, parquetRows(opening.path), explainParquet);

/** A table whose format says the types of its columns. */
const openTyped = async (
  { file, connection }: Opening,
  rows: Source,
  explainOne: (error: unknown, file: string) => unknown,
): Promise<OpenFile> => {
  const explain = async (error: unknown) => explainOne(error, file.name);
  try {
    const schema = await none(connection, rows);
    checkWidth(file, schema.columnCount);
    const names = schema.deduplicatedColumnNames();
    return {
      ...{ file, names, types: schema.columnTypes(), renamed: [], untyped: false },
      ...{ rows, typed: rows, explain },
    };
  } catch (error) {
    throw explainOne(error, file.name);
  }
};

/** No rows: only names and types. */
const none = (connection: DuckDBConnection, source: Source): Promise<DuckDBResult> =>
  connection.stream(`SELECT * FROM ${source.sql} LIMIT 0`, [...source.values]);

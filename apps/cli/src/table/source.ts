import type { DuckDBValue } from '@duckdb/node-api';
import type { FileKind } from './sniff-file.ts';

/** A table function of DuckDB with the values bound to its parameters. No text of the user is in the SQL. */
export interface Source {
  readonly sql: string;
  readonly values: readonly DuckDBValue[];
}

/**
 * The dialect is fixed rather than guessed: a header line, RFC 4180 quoting, no comment lines. A
 * guess reads a ragged file as one column, and a header that begins with # as a comment.
 */
const CSV_DIALECT = `delim = ?, compression = ?, strict_mode = ?, header = true, skip = 0, quote = '"', escape = '"', comment = '', hive_partitioning = false`;

/**
 * With types, for queries of the user. Told by all rows, not a sample: DuckDB reads integers after a
 * sample of integers as integers even where 1.5 follows (rounded to 2 without a word). Not among them
 * are booleans, as which it would read yes/no.
 */
export const csvTyped = (path: string, csv: CsvDialect): Source => ({
  sql: `read_csv(?, ${CSV_DIALECT}, auto_type_candidates = ['BIGINT', 'DOUBLE', 'DATE', 'TIMESTAMP', 'VARCHAR'], sample_size = -1)`,
  values: dialect(path, csv),
});

/** Every cell as text, as it stands in the file. */
export const csvText = (path: string, csv: CsvDialect): Source => ({
  sql: `read_csv(?, ${CSV_DIALECT}, all_varchar = true)`,
  values: dialect(path, csv),
});

/** The header line as a row of data, for the names before DuckDB makes them distinct. */
export const csvHeader = (path: string, csv: CsvDialect): Source => ({
  sql: `read_csv(?, ${CSV_DIALECT.replace('header = true', 'header = false')}, all_varchar = true)`,
  values: dialect(path, csv),
});

/** As csvText, with the lines that cannot be read put into the table reject_errors. */
export const csvRejects = (path: string, csv: CsvDialect): Source => ({
  sql: `read_csv(?, ${CSV_DIALECT}, all_varchar = true, store_rejects = true)`,
  values: dialect(path, csv),
});

export interface CsvDialect {
  readonly delimiter: string;
  readonly compression: string;
  /** Some lines end in CR LF and some in LF, which DuckDB reads only out of its strict mode. */
  readonly mixedLineEnds: boolean;
}

const dialect = (path: string, csv: CsvDialect): DuckDBValue[] => [
  path,
  csv.delimiter,
  csv.compression,
  !csv.mixedLineEnds,
];

/** JSON and JSON lines. All records are read for the types: see csvTyped for what a sample does. */
export const jsonRecords = (path: string, kind: FileKind): Source => ({
  sql: `read_json(?, compression = ?, format = 'auto', sample_size = -1, maximum_depth = 2, convert_strings_to_integers = false, hive_partitioning = false)`,
  values: [path, kind.compression === 'none' ? 'uncompressed' : kind.compression],
});

export const parquetRows = (path: string): Source => ({
  sql: 'read_parquet(?, hive_partitioning = false)',
  values: [path],
});

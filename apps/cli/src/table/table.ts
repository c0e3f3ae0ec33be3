import type { DuckDBConnection } from '@duckdb/node-api';
import type { Column } from './column.ts';
import type { Source } from './source.ts';

/** An open table: its columns, and where DuckDB reads its rows. */
export interface Table {
  /** The file, the files or the query, as messages call them. */
  readonly file: string;
  readonly columns: readonly Column[];
  /** Names that the header has more than once, and what the later ones are called here. */
  readonly renamed: readonly { readonly name: string; readonly as: string }[];
  /** The format has no types (CSV): a word such as true is text in the file. */
  readonly untyped: boolean;
  readonly connection: DuckDBConnection;
  readonly rows: Source;
  /** A DuckDB error about this table as one line; other errors are given back as they came. */
  readonly explain: (error: unknown) => Promise<unknown>;
}

/** The share of the running statement that is done, as DuckDB sees it; null where it cannot tell. */
export const shareDone = ({ connection }: Table): number | null => {
  const { percentage } = connection.progress;
  return percentage > 0 ? Math.min(1, percentage / 100) : null;
};

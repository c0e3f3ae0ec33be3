import { resolve } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** An embedded DuckDB that can read the files it was opened for and nothing else. */
export interface FileConnection {
  readonly connection: DuckDBConnection;
  /** The files as DuckDB's table functions take them: absolute, with wildcards made literal. */
  readonly paths: readonly string[];
  readonly close: () => void;
}

/**
 * Opens an in-memory DuckDB whose file access is limited to `files` before any statement about data
 * runs: no other path, no network, no extensions, no spill files, and the settings locked.
 */
export const connect = async (files: readonly string[]): Promise<FileConnection> => {
  const absolute = files.map((file) => resolve(file));
  const paths = absolute.map(literalPath);
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    temp_directory: '',
  });
  const connection = await instance.connect();
  // The pattern is looked up in the list before it is expanded, and the file found by it after.
  const allowed = [...new Set([...absolute, ...paths])];
  await connection.run(`SET allowed_paths = [${allowed.map(() => '?').join(', ')}]`, allowed);
  await connection.run('SET enable_external_access = false');
  // For the share of a query that is done; nothing is printed.
  await connection.run('SET enable_progress_bar = true');
  await connection.run('SET enable_progress_bar_print = false');
  await connection.run('SET lock_configuration = true');
  return {
    connection,
    paths,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
};

/** DuckDB expands `*`, `?` and `[…]` in file names; a set of one character stands for itself. */
const literalPath = (path: string): string => path.replace(/[*?[]/g, '[$&]');

import { resolve } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** An embedded DuckDB that can read one file and nothing else. */
export interface FileConnection {
  readonly connection: DuckDBConnection;
  /** The file as DuckDB's table functions take it: absolute, with wildcards made literal. */
  readonly path: string;
  readonly close: () => void;
}

/**
 * Opens an in-memory DuckDB whose file access is limited to `file` before any statement about data
 * runs: no other path, no network, no extensions, no spill files, and the settings locked.
 */
export const connect = async (file: string): Promise<FileConnection> => {
  const absolute = resolve(file);
  const path = literalPath(absolute);
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    temp_directory: '',
  });
  const connection = await instance.connect();
  // The pattern is looked up in the list before it is expanded, and the file found by it after.
  await connection.run('SET allowed_paths = [?, ?]', [absolute, path]);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
  return {
    connection,
    path,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
};

/** DuckDB expands `*`, `?` and `[…]` in file names; a set of one character stands for itself. */
const literalPath = (path: string): string => path.replace(/[*?[]/g, '[$&]');

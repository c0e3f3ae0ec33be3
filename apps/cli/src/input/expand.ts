import { stat } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { quote } from '../print/quote.ts';
import { firstLine, isDuckDB } from '../table/explain.ts';
import { UserError } from '../user-error.ts';
import type { NamedFile } from './named-file.ts';

/**
 * The files of a word of the command line: the file of that name, or else those that it matches as a
 * pattern with `*`, `?` or `[…]`, sorted by name.
 *
 * @throws UserError for a pattern that matches none
 */
export const expand = async (word: string): Promise<NamedFile[]> => {
  if (!/[*?[]/.test(word) || (await exists(word))) return [{ name: word, path: word }];
  const names = await matches(word);
  if (names.length === 0) throw new UserError(`no file matches ${quote(word)}`);
  return names.map((name) => ({ name, path: name }));
};

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** By a DuckDB of its own, which lists names and reads nothing. */
const matches = async (pattern: string): Promise<string[]> => {
  const instance = await DuckDBInstance.create(':memory:', {
    // A pattern that begins with https: must not fetch what could read it.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  try {
    const found = await connection.runAndReadAll('SELECT file FROM glob(?) ORDER BY file', [
      pattern,
    ]);
    return found.getRows().map(([name]) => String(name));
  } catch (error) {
    throw isDuckDB(error) ? new UserError(`${quote(pattern)}: ${firstLine(error)}`) : error;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
};

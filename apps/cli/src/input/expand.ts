import { stat } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { quote } from '../print/quote.ts';
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
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const found = await connection.runAndReadAll('SELECT file FROM glob(?) ORDER BY file', [
      pattern,
    ]);
    return found.getRows().map(([name]) => String(name));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
};

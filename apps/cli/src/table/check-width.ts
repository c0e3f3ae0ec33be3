import { open } from 'node:fs/promises';
import type { NamedFile } from '../input/named-file.ts';
import { count } from '../print/numbers.ts';
import { UserError } from '../user-error.ts';

/** Beyond this DuckDB needs minutes for a statement that names every column. */
const MOST_COLUMNS = 20_000;

/** @throws UserError for a table of too many columns */
export const checkWidth = ({ name }: NamedFile, columns: number): void => {
  if (columns > MOST_COLUMNS) {
    throw new UserError(
      `${name}: ${count(columns)} columns, more than the ${count(MOST_COLUMNS)} that can be read; is it a table?`,
    );
  }
};

/** DuckDB takes no longer lines. */
const LONGEST_LINE = 2 << 20;

/** Fields of a long header line, about: a delimiter in quotes counts as well. DuckDB takes 20 s for 100,000. */
export const headerWidth = async (path: string, delimiter: string): Promise<number> => {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LONGEST_LINE), 0, LONGEST_LINE, 0);
    const [line = ''] = buffer.toString('latin1', 0, bytesRead).split(/[\r\n]/, 1);
    return line.split(delimiter).length;
  } finally {
    await handle.close();
  }
};

import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileError } from '../file-error.ts';
import type { Io } from '../io.ts';
import { UserError } from '../user-error.ts';
import { onSignals } from './on-signals.ts';

/** Standard input in a file of its own, since a table is read more than once. */
export interface Spooled {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

const NAME = 'standard input';

/**
 * Copies standard input to a file in the system's folder for temporary ones. It is removed by
 * `remove`, and when a signal ends the program.
 *
 * @throws UserError where standard input is a terminal, and where there is no room for it
 */
export const spool = async ({ stdin }: Io): Promise<Spooled> => {
  if (stdin.isTerminal) {
    throw new UserError(`${NAME} is a terminal; pipe a table into it: betahat … - < table.csv`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'betahat-'));
  const path = join(folder, 'input');
  const clear = () => rm(folder, { recursive: true, force: true });
  const forget = onSignals(clear);
  const remove = async () => {
    forget();
    await clear();
  };
  try {
    await pipeline(stdin.read(), createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await remove();
    throw fileError(NAME, error);
  }
  return { path, remove };
};

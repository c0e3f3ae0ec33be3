import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileError } from '../file-error.ts';
import { onSignals } from './on-signals.ts';

/** A copy of what was read, in a file of its own. */
export interface Spooled {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

/**
 * Copies a stream to a file in the system's folder for temporary ones. It is removed by `remove`, and
 * when a signal ends the program.
 *
 * @param name of what is read, for messages
 * @throws UserError where there is no room for it, or reading fails
 */
export const spool = async (
  name: string,
  from: Readable,
  ...through: Transform[]
): Promise<Spooled> => {
  const folder = await mkdtemp(join(tmpdir(), 'betahat-'));
  const path = join(folder, 'input');
  const clear = () => rm(folder, { recursive: true, force: true });
  const forget = onSignals(clear);
  const remove = async () => {
    forget();
    await clear();
  };
  try {
    await pipeline([from, ...through, createWriteStream(path, { mode: 0o600 })]);
  } catch (error) {
    await remove();
    throw fileError(name, error);
  }
  return { path, remove };
};

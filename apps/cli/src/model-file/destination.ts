import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileError } from '../file-error.ts';
import { UserError } from '../user-error.ts';

/** Where a file is to be written. */
export interface Destination {
  readonly path: string;
  /** A regular file or none yet, as against a device or pipe. */
  readonly replaceable: boolean;
  /** Permissions of the file that is replaced. */
  readonly mode?: number;
}

/** @throws UserError for a directory, and for a place that cannot be looked at */
export const destination = async (file: string): Promise<Destination> => {
  try {
    const found = await stat(file);
    if (found.isDirectory()) throw new UserError(`${file}: a directory, not a file`);
    // Where /dev/stdout leads may have no path, so only a regular file is looked up.
    if (!found.isFile()) return { path: file, replaceable: false };
    // A symbolic link stays, and the file that it leads to is replaced.
    return { path: await realpath(file), replaceable: true, mode: found.mode & 0o777 };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw fileError(file, error);
    return { path: file, replaceable: true };
  }
};

/**
 * Says before any work is done that a file cannot be written there.
 *
 * @throws UserError for a directory, or a place in a directory that does not exist
 */
export const checkDestination = async (file: string): Promise<void> => {
  const { path } = await destination(file);
  try {
    await stat(dirname(path));
  } catch {
    throw noDirectory(file);
  }
};

export const noDirectory = (file: string): UserError =>
  new UserError(`${file}: no such directory ${dirname(file)}`);

import { randomUUID } from 'node:crypto';
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileError } from '../file-error.ts';
import { UserError } from '../user-error.ts';

/** Appends text to the file that is being written. */
export type Write = (text: string) => Promise<void>;

/**
 * Writes a file beside its place and moves it there when it is whole: whoever reads the place sees
 * the old file or the new one, never a part. On any error, and when the program is interrupted, the
 * part is removed. A device or pipe, which cannot be replaced, is written to directly.
 *
 * @throws UserError where the place cannot be written
 */
export const writeAside = async (
  file: string,
  produce: (write: Write) => Promise<void>,
): Promise<void> => {
  const place = await destination(file);
  const part = place.replaceable
    ? join(dirname(place.path), `.${basename(place.path)}.${randomUUID()}.part`)
    : place.path;
  const forget = place.replaceable ? removeWhenInterrupted(part) : () => {};
  let handle: FileHandle | undefined;
  try {
    handle = await openFor(file, part, place);
    const open = handle;
    await produce(async (text) => {
      try {
        await open.writeFile(text);
      } catch (error) {
        throw fileError(file, error);
      }
    });
    if (place.replaceable) await open.sync();
    await open.close();
    handle = undefined;
    if (place.replaceable) await rename(part, place.path);
  } catch (error) {
    await handle?.close();
    if (place.replaceable) await rm(part, { force: true });
    throw error;
  } finally {
    forget();
  }
};

interface Destination {
  readonly path: string;
  /** A regular file or none yet, as against a device or pipe. */
  readonly replaceable: boolean;
  /** Permissions of the file that is replaced. */
  readonly mode?: number;
}

const destination = async (file: string): Promise<Destination> => {
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

const noDirectory = (file: string): UserError =>
  new UserError(`${file}: no such directory ${dirname(file)}`);

const openFor = async (
  file: string,
  part: string,
  { replaceable, mode = 0o666 }: Destination,
): Promise<FileHandle> => {
  try {
    return await open(part, replaceable ? 'wx' : 'w', mode);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw noDirectory(file);
    }
    throw fileError(file, error);
  }
};

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Removes the part when a signal ends the program; call the result once the part is no more. */
const removeWhenInterrupted = (part: string): (() => void) => {
  const listeners = Object.entries(SIGNALS).map(([signal, code]) => {
    const listener = () => {
      void rm(part, { force: true }).finally(() => process.exit(code));
    };
    process.once(signal, listener);
    return [signal, listener] as const;
  });
  return () => {
    for (const [signal, listener] of listeners) process.off(signal, listener);
  };
};

import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileError } from '../file-error.ts';
import { onSignals } from '../input/on-signals.ts';
import { UserError } from '../user-error.ts';
import { type Destination, destination, noDirectory } from './destination.ts';

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
  if (!place.replaceable) return fill(file, place.path, place, produce);
  await withPart(place, async (part) => {
    await fill(file, part, place, produce);
    await rename(part, place.path);
  });
};

/**
 * The same for a file that another program writes: `produce` is given the path of the part, which is
 * not there yet, and of a folder's worth of names beside it that are removed as well.
 *
 * @throws UserError for a device or pipe
 */
export const produceAside = async (
  file: string,
  produce: (part: string) => Promise<void>,
): Promise<void> => {
  const place = await destination(file);
  if (!place.replaceable) throw new UserError(`${file}: a device or pipe; name a file`);
  await withPart(place, async (part) => {
    await produce(part);
    try {
      const handle = await open(part, 'r+');
      if (place.mode !== undefined) await handle.chmod(place.mode);
      await handle.sync();
      await handle.close();
      await rename(part, place.path);
    } catch (error) {
      throw fileError(file, error);
    }
  });
};

/** Names that go with a part and are removed with it. */
export const besidePart = (part: string): string => `${part}.rows`;

/** Times that the files are removed again after a signal, 10 ms apart. */
const SETTLING = 10;

const withPart = async (
  { path }: Destination,
  use: (part: string) => Promise<void>,
): Promise<void> => {
  const part = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`);
  const clear = async () => {
    const beside = besidePart(part);
    for (const name of [part, beside, `${beside}.wal`, `${beside}.tmp`])
      await rm(name, { force: true, recursive: true });
  };
  const forget = onSignals(async () => {
    await clear();
    // A program that was opening its files when the signal came has them back: they go again.
    for (let turn = 0; turn < SETTLING; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      await clear();
    }
  });
  try {
    await use(part);
  } finally {
    await clear();
    forget();
  }
};

const fill = async (
  file: string,
  path: string,
  place: Destination,
  produce: (write: Write) => Promise<void>,
): Promise<void> => {
  const handle = await openFor(file, path, place);
  try {
    await produce(async (text) => {
      try {
        await handle.writeFile(text);
      } catch (error) {
        throw fileError(file, error);
      }
    });
    if (place.replaceable) await handle.sync();
  } finally {
    await handle.close();
  }
};

const openFor = async (
  file: string,
  path: string,
  { replaceable, mode = 0o666 }: Destination,
): Promise<FileHandle> => {
  try {
    return await open(path, replaceable ? 'wx' : 'w', mode);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw noDirectory(file);
    }
    throw fileError(file, error);
  }
};

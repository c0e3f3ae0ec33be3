import { createReadStream } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as zlib from 'node:zlib';
import type { NamedFile } from '../input/named-file.ts';
import { UserError } from '../user-error.ts';
import type { Compression } from './sniff-file.ts';

/**
 * Reads a compressed file to its end and checks its sums. DuckDB 1.5 gives the rows of a gzip file
 * that was cut off without a word, so a broken download would be fitted as if it were whole.
 *
 * @throws UserError if the data is damaged or incomplete
 */
export const checkCompressed = async (
  { name: file, path }: NamedFile,
  compression: Compression,
): Promise<void> => {
  if (compression === 'none') return;
  const decoder = compression === 'gzip' ? zlib.createGunzip() : zlib.createZstdDecompress();
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    await pipeline(createReadStream(path), decoder, nowhere);
  } catch {
    throw new UserError(`${file}: the ${compression} data is damaged or cut off`);
  }
};

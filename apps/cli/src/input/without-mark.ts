import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { sniffFile } from '../table/sniff-file.ts';
import type { NamedFile } from './named-file.ts';
import { type Spooled, spool } from './spool.ts';

/** A byte-order mark in UTF-8, in bytes. */
const MARK = 3;

/**
 * A copy without its byte-order mark of a CSV file that begins with one and then a quoted name, which
 * DuckDB 1.5 does not take for quoted; null for every other file.
 *
 * @throws UserError for what is no readable table
 */
export const withoutMark = async (file: NamedFile): Promise<Spooled | null> => {
  const { format, compression, head } = await sniffFile(file);
  if (format !== 'csv' || !head.toString('utf8', 0, MARK + 1).startsWith('\ufeff"')) return null;
  const decoder =
    compression === 'none'
      ? []
      : [compression === 'gzip' ? zlib.createGunzip() : zlib.createZstdDecompress()];
  return spool(file.name, createReadStream(file.path), ...decoder, dropFirst(MARK));
};

const dropFirst = (bytes: number): Transform => {
  let left = bytes;
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      const dropped = Math.min(left, chunk.length);
      left -= dropped;
      done(null, chunk.subarray(dropped));
    },
  });
};

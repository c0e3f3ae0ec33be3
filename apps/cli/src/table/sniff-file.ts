import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import * as zlib from 'node:zlib';
import { fileError } from '../file-error.ts';
import type { NamedFile } from '../input/named-file.ts';
import { UserError } from '../user-error.ts';

export type Compression = 'none' | 'gzip' | 'zstd';

/** What a file is, by its content first and its name second. */
export interface FileKind {
  readonly format: 'csv' | 'json' | 'parquet';
  readonly compression: Compression;
  /** The decompressed beginning of a text file; empty for Parquet. */
  readonly head: Buffer;
}

const HEAD_BYTES = 65_536;

const GZIP = Buffer.from([0x1f, 0x8b]);
const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
const PARQUET = Buffer.from('PAR1');
const ZIP = Buffer.from('PK\x03\x04');
const UTF16 = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

/**
 * Opens a file, looks at its first bytes and says how to read it.
 *
 * @throws UserError for a missing or unreadable file, a directory, an empty file, and for content
 * that is no table (archives, UTF-16, binary)
 */
export const sniffFile = async ({ name: file, path }: NamedFile): Promise<FileKind> => {
  const start = await firstBytes(file, path);
  if (start.length === 0) throw new UserError(`${file}: the file is empty`);
  if (startsWith(start, PARQUET)) {
    return { format: 'parquet', compression: 'none', head: Buffer.alloc(0) };
  }
  if (startsWith(start, ZIP)) {
    throw new UserError(`${file}: a zip archive or spreadsheet; save the table as CSV`);
  }
  const compression = compressionOf(start);
  const head = decompressHead(file, start, compression);
  if (UTF16.some((mark) => startsWith(head, mark))) {
    throw new UserError(`${file}: UTF-16 text; save it as UTF-8`);
  }
  if (head.includes(0)) throw new UserError(`${file}: binary data, not a table of text`);
  return { format: textFormat(file, head), compression, head };
};

const firstBytes = async (file: string, path: string): Promise<Buffer> => {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, 'r');
    const stat = await handle.stat();
    if (stat.isDirectory()) throw new UserError(`${file}: a directory, not a file`);
    if (!stat.isFile()) {
      throw new UserError(
        `${file}: not a regular file, and a table is read more than once; pipe it into - instead`,
      );
    }
    const bytes = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await handle.read(bytes, 0, HEAD_BYTES, 0);
    return bytes.subarray(0, bytesRead);
  } catch (error) {
    throw fileError(file, error);
  } finally {
    await handle?.close();
  }
};

const startsWith = (bytes: Buffer, mark: Buffer): boolean =>
  bytes.subarray(0, mark.length).equals(mark);

const compressionOf = (start: Buffer): Compression =>
  startsWith(start, GZIP) ? 'gzip' : startsWith(start, ZSTD) ? 'zstd' : 'none';

const decompressHead = (file: string, start: Buffer, compression: Compression): Buffer => {
  if (compression === 'none') return start;
  if (compression === 'zstd' && typeof zlib.zstdDecompressSync !== 'function') {
    throw new UserError(`${file}: zstd needs Node 22.15 or later; this is ${process.version}`);
  }
  try {
    // The beginning of a longer stream has no end: flush what there is instead of asking for it.
    return compression === 'gzip'
      ? zlib.gunzipSync(start, { finishFlush: zlib.constants.Z_SYNC_FLUSH })
      : zlib.zstdDecompressSync(start, { finishFlush: zlib.constants.ZSTD_e_flush });
  } catch {
    throw new UserError(`${file}: damaged ${compression} data`);
  }
};

const textFormat = (file: string, head: Buffer): 'csv' | 'json' => {
  const name = basename(file)
    .toLowerCase()
    .replace(/\.(gz|zst)$/, '');
  if (/\.(json|jsonl|ndjson)$/.test(name)) return 'json';
  if (/\.(csv|tsv|tab|txt)$/.test(name)) return 'csv';
  return /^\s*(\{\s*"|\[\s*\{)/.test(head.toString('utf8')) ? 'json' : 'csv';
};

import { resolve } from 'node:path';
import type { Io } from '../io.ts';
import { UserError } from '../user-error.ts';
import { expand } from './expand.ts';
import type { NamedFile } from './named-file.ts';
import { type Spooled, spool } from './spool.ts';

/** Where the rows come from, as the command line says it. */
export interface InputWords {
  /** Files, patterns, or `-` for standard input. */
  readonly files: readonly string[];
  /** A query over the files. */
  readonly sql?: string | undefined;
  /** Texts that stand for a missing value. */
  readonly missing?: readonly string[] | undefined;
}

/** The same, with every file found. */
export interface Input {
  readonly files: readonly NamedFile[];
  readonly sql: string | undefined;
  readonly missing: readonly string[];
}

/**
 * Finds the files of an input, gives them to `use` and tidies up.
 *
 * @throws UserError for a pattern that matches nothing, and for a file that is named twice
 */
export const withInput = async <T>(
  { files: words, sql, missing = [] }: InputWords,
  io: Io,
  use: (input: Input) => Promise<T>,
): Promise<T> => {
  let spooled: Spooled | undefined;
  try {
    const files: NamedFile[] = [];
    for (const word of words) {
      if (word !== '-') files.push(...(await expand(word)));
      else if (spooled !== undefined) throw new UserError('- names standard input twice');
      else {
        spooled = await spool(io);
        files.push({ name: 'standard input', path: spooled.path });
      }
    }
    const twice = files.find(
      ({ path }, i) => files.findIndex((other) => resolve(other.path) === resolve(path)) < i,
    );
    if (twice !== undefined) throw new UserError(`${twice.name}: the file is named twice`);
    return await use({ files, sql, missing });
  } finally {
    await spooled?.remove();
  }
};

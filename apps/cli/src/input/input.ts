import { resolve } from 'node:path';
import type { Io } from '../io.ts';
import { UserError } from '../user-error.ts';
import { expand } from './expand.ts';
import { type NamedFile, STANDARD_INPUT } from './named-file.ts';
import { type Spooled, spool } from './spool.ts';
import { withoutMark } from './without-mark.ts';

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
  /** The same as the user named them, where `files` are copies. */
  readonly named: readonly NamedFile[];
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
  const spooled: Spooled[] = [];
  try {
    const files: NamedFile[] = [];
    for (const word of words) {
      if (word !== '-') files.push(...(await expand(word)));
      else if (files.some(({ name }) => name === STANDARD_INPUT))
        throw new UserError('- names standard input twice');
      else {
        const copy = await spool(STANDARD_INPUT, standardInput(io));
        spooled.push(copy);
        files.push({ name: STANDARD_INPUT, path: copy.path });
      }
    }
    const twice = files.find(
      ({ path }, i) => files.findIndex((other) => resolve(other.path) === resolve(path)) < i,
    );
    if (twice !== undefined) throw new UserError(`${twice.name}: the file is named twice`);
    const readable: NamedFile[] = [];
    for (const file of files) {
      const copy = await withoutMark(file);
      if (copy !== null) spooled.push(copy);
      readable.push(copy === null ? file : { name: file.name, path: copy.path });
    }
    return await use({ files: readable, named: files, sql, missing });
  } finally {
    for (const { remove } of spooled) await remove();
  }
};

const standardInput = ({ stdin }: Io) => {
  if (!stdin.isTerminal) return stdin.read();
  throw new UserError(
    `${STANDARD_INPUT} is a terminal; pipe a table into it: betahat … - < table.csv`,
  );
};

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { Io, Output } from '../src/io.ts';
import { run } from '../src/run.ts';

/** What a run of the program left. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly env?: Record<string, string>;
  readonly isTerminal?: boolean;
  readonly columns?: number;
  /** What standard input holds; a terminal where left out. */
  readonly stdin?: string | Uint8Array;
  /** Is given what Ctrl-C would call. */
  readonly onInterrupt?: (press: () => void) => void;
}

/** Runs the program in this process. */
export const betahatIn =
  ({ env = {}, isTerminal = false, columns = 80, stdin, onInterrupt }: Surroundings) =>
  async (...args: string[]): Promise<Ran> => {
    const written = { stdout: '', stderr: '' };
    const output = (name: keyof typeof written): Output => ({
      isTerminal,
      columns,
      stream: null,
      write: async (text) => {
        written[name] += text;
        return true;
      },
    });
    const io: Io = {
      stdin: {
        isTerminal: stdin === undefined,
        read: () => Readable.from([Buffer.from(stdin ?? '')]),
      },
      stdout: output('stdout'),
      stderr: output('stderr'),
      env,
      onInterrupt: (listener) => {
        onInterrupt?.(listener);
        return () => {};
      },
    };
    const code = await run(args, io);
    return { code, ...written };
  };

/** Runs the program in this process, with its output going to files or pipes. */
export const betahat = betahatIn({});

/** A table that ships with the repository. */
export const shipped = (name: string): string =>
  fileURLToPath(new URL(`../../../data/${name}.csv`, import.meta.url));

/** A folder for the files of one test file; removed at its end. */
export const folder = (): {
  readonly path: string;
  readonly at: (name: string) => string;
  readonly file: (name: string, content: string | Uint8Array) => string;
} => {
  const path = mkdtempSync(join(tmpdir(), 'betahat-cli-'));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  const at = (name: string) => join(path, name);
  return {
    path,
    at,
    file: (name, content) => {
      writeFileSync(at(name), content);
      return at(name);
    },
  };
};

/** A small table of two classes that no single column tells apart. */
export const twoClasses = (rows: number): { x: number; z: number; y: 'yes' | 'no' }[] =>
  Array.from({ length: rows }, (_, i) => {
    const x = ((i * 37) % 101) / 10;
    const z = ((i * 53) % 89) / 10;
    return { x, z, y: x - z + (((i * 29) % 61) / 10 - 3) > 0 ? 'yes' : 'no' };
  });

/** Records as CSV with a header. */
export const csv = (records: readonly Record<string, unknown>[]): string => {
  const names = Object.keys(records[0]!);
  const lines = records.map((record) => names.map((name) => record[name] ?? '').join(','));
  return `${[names.join(','), ...lines].join('\n')}\n`;
};

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { converse, type Reply } from '../conversation.ts';
import { folder as folderOf } from '../folder.ts';
import { findPython } from '../programs.ts';
import type { Contender } from './contest.ts';

type Arrays = Readonly<Record<string, Float64Array | Uint32Array>>;

/** The Python programs: a process that waits for requests, and runs what it is asked to. */
export interface Python {
  readonly versions: Readonly<Record<string, string>>;
  /** Gives it the data of a case; its contenders. */
  readonly prepare: (
    name: string,
    sizes: Readonly<Record<string, number | boolean>>,
    arrays: Arrays,
  ) => Promise<Contender[]>;
  readonly forget: () => Promise<void>;
  readonly close: () => void;
}

const WANTED = ['sklearn, scipy, torch', 'sklearn, scipy'];

/** Starts it, on one thread. */
export const startPython = async (): Promise<Python> => {
  const command = findPython(WANTED);
  if (command === null) throw new Error('--python: no Python here has scikit-learn and SciPy');
  const talk = converse({ command, args: [join(folderOf('python'), 'kernels.py')] }, 1);
  const folder = mkdtempSync(join(tmpdir(), 'betahat-kernels-'));
  const ask = async (request: Reply): Promise<unknown> => (await talk.ask(request))['answer'];

  const contender = (name: string, precision: Contender['precision']): Contender => ({
    name,
    precision,
    outcome: async () => {
      const path = join(folder, 'outcome');
      const { value } = (await ask({ ask: 'outcome', contender: name, path })) as {
        value: number | null;
      };
      const bytes = readFileSync(path);
      const vector = new Float64Array(
        bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
      );
      return { value, vector };
    },
    sample: async (repeats) => (await ask({ ask: 'sample', contender: name, repeats })) as number,
  });

  return {
    versions: (await ask({ ask: 'versions' })) as Record<string, string>,
    prepare: async (name, sizes, arrays) => {
      const files: Record<string, [string, string]> = {};
      for (const [key, array] of Object.entries(arrays)) {
        const path = join(folder, key);
        writeFileSync(path, new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
        files[key] = [path, array instanceof Float64Array ? '<f8' : '<u4'];
      }
      const names = await ask({ ask: 'prepare', case: name, sizes, arrays: files });
      for (const [path] of Object.values(files)) rmSync(path);
      return (names as [string, Contender['precision']][]).map(([n, p]) => contender(n, p));
    },
    forget: async () => {
      await ask({ ask: 'forget' });
    },
    close: () => {
      talk.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

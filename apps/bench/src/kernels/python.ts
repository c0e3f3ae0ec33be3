import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { folder as folderOf } from '../folder.ts';
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

const CANDIDATES = ['python3', 'python', '/usr/bin/python3'];

/** The first Python that has what the comparison needs. BETAHAT_PYTHON names another. */
const findPython = (): string => {
  const chosen = process.env['BETAHAT_PYTHON'];
  const candidates = chosen === undefined ? CANDIDATES : [chosen];
  for (const modules of ['sklearn, scipy, torch', 'sklearn, scipy']) {
    for (const command of candidates) {
      try {
        execFileSync(command, ['-c', `import ${modules}`], { stdio: 'ignore' });
        return command;
      } catch {
        // The next one.
      }
    }
  }
  throw new Error(`--python: no scikit-learn and SciPy in ${candidates.join(', ')}`);
};

const ONE_THREAD = {
  OMP_NUM_THREADS: '1',
  OPENBLAS_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
  BLIS_NUM_THREADS: '1',
};

/** Starts it, on one thread. */
export const startPython = async (): Promise<Python> => {
  const script = join(folderOf('python'), 'kernels.py');
  const child = spawn(findPython(), [script], {
    env: { ...process.env, ...ONE_THREAD },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const folder = mkdtempSync(join(tmpdir(), 'betahat-kernels-'));

  const ask = async (request: Readonly<Record<string, unknown>>): Promise<unknown> => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error('Python has ended');
    const reply = JSON.parse(value) as { answer?: unknown; error?: string };
    if (reply.error !== undefined) throw new Error(reply.error);
    return reply.answer;
  };

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
      child.stdin.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

import { execFileSync } from 'node:child_process';
import type { Imported } from './packages.ts';

/** How long a package takes to load, in processes of its own. */
export interface Loading {
  readonly contender: string;
  /** Milliseconds of the import, one number per process, sorted. */
  readonly rounds: readonly number[];
  readonly excluded: string | null;
}

const ROUNDS = 7;
const LIMIT = 120_000;

interface Loader {
  readonly contender: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly at?: string;
}

const inNode = ({ name, at, load }: Imported): Loader => ({
  contender: name,
  at,
  command: process.execPath,
  args: [
    '--input-type=module',
    '--eval',
    `const begin = performance.now();\n${load};\nprocess.stdout.write('\\n' + (performance.now() - begin));`,
  ],
});

const inPython = (command: string): Loader => ({
  contender: 'scikit-learn, LogisticRegression',
  command,
  args: [
    '-c',
    'import time; begin = time.perf_counter(); from sklearn.linear_model import LogisticRegression; print(1000 * (time.perf_counter() - begin))',
  ],
});

/** The last line of what it prints. */
const once = ({ command, args, at }: Loader): number => {
  const text = execFileSync(command, args, {
    cwd: at,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LIMIT,
  });
  return Number(text.trim().split('\n').at(-1));
};

const reason = (error: unknown): string => {
  const text = String((error as { stderr?: string }).stderr ?? error);
  const line = /^\w*Error.*$/m.exec(text)?.[0] ?? text.trim().split('\n')[0]!;
  // Where that was tried is this machine's.
  return line.split(' imported from ')[0]!;
};

/** Imports in turn, each in a fresh process; files are in the system's cache after the first. */
export const loadings = (packages: readonly Imported[], python: string | null): Loading[] => {
  process.stderr.write('loading …\n');
  const loaders = [...packages.map(inNode), ...(python === null ? [] : [inPython(python)])];
  const found = loaders.map((loader) => {
    const rounds: number[] = [];
    try {
      once(loader);
      return { loader, rounds, excluded: null };
    } catch (error) {
      return { loader, rounds, excluded: reason(error) };
    }
  });
  for (let round = 0; round < ROUNDS; round++)
    for (const { loader, rounds, excluded } of found)
      if (excluded === null) rounds.push(once(loader));
  return found.map(({ loader, rounds, excluded }) => ({
    contender: loader.contender,
    rounds: rounds.sort((a, b) => a - b),
    excluded,
  }));
};

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Results, readResults } from './results.ts';

/** What whole runs of apps/bench write; runs of a part of it write other files. */
const FILES = ['fits.json', 'kernels.json'];

declare const data: readonly Results[];

export { data };

/** The result files of apps/bench, read at build time. */
export default {
  load: (): Results[] =>
    FILES.map((file) => ({ file, path: join(process.cwd(), '../bench/results', file) }))
      .filter(({ path }) => existsSync(path))
      .map(({ file, path }) => readResults(file, JSON.parse(readFileSync(path, 'utf8')))),
};

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Results } from './results.ts';
import { readResults } from './results.ts';

declare const data: readonly Results[];

export { data };

/** The result files of apps/bench, read at build time. */
export default {
  watch: ['../../../bench/results/*.json'],
  load(): Results[] {
    const folder = join(process.cwd(), '../bench/results');
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json') && !name.includes('part'))
      .sort()
      .map((name) => readResults(name, JSON.parse(readFileSync(join(folder, name), 'utf8'))));
  },
};

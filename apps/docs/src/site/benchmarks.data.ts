import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Fits, readFits } from './fits.ts';
import { type Growth, readGrowth } from './growth.ts';
import { type Kernels, readKernels } from './kernels.ts';

/** What whole runs of apps/bench wrote; null for a run that was not made. */
export interface Benchmarks {
  readonly fits: Fits | null;
  readonly growth: Growth | null;
  readonly kernels: Kernels | null;
}

declare const data: Benchmarks;

export { data };

const read = <T>(file: string, reader: (json: unknown) => T): T | null => {
  const path = join(process.cwd(), '../bench/results', file);
  return existsSync(path) ? reader(JSON.parse(readFileSync(path, 'utf8'))) : null;
};

/** The result files of apps/bench, read at build time. */
export default {
  load: (): Benchmarks => ({
    fits: read('fits.json', readFits),
    growth: read('growth.json', readGrowth),
    kernels: read('kernels.json', readKernels),
  }),
};

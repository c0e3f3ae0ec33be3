import type { WorkerModule } from './spawn.ts';

/** Apart from `new URL`, where a bundler would take the file for one to copy as it is. */
const file = './worker.ts';

/** Where this package's own workers are. The build turns `.ts` into `.js`. */
export const linalgWorker: WorkerModule = {
  web: () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
  node: () => new URL(file, import.meta.url),
};

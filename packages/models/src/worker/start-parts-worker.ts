import type { WorkerModule } from '@betahat/linalg/threads';

/** Apart from `new URL`, where a bundler would take the file for one to copy as it is. */
const file = './parts-worker.ts';

/** Where the threads of a shared fit start. The build turns `.ts` into `.js`. */
export const partsWorker: WorkerModule = {
  web: () => new Worker(new URL('./parts-worker.ts', import.meta.url), { type: 'module' }),
  node: () => new URL(file, import.meta.url),
};

import type { WorkerModule } from '../../src/threads/spawn.ts';

/** Node runs the workers' TypeScript from version 22.18 on. */
export const hasWorkers =
  typeof document !== 'undefined' ||
  Boolean(
    (globalThis as { process?: { features?: { typescript?: unknown } } }).process?.features
      ?.typescript,
  );

export const isPage = typeof document !== 'undefined';

export const testWorker: WorkerModule = {
  web: () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
  node: () => new URL('./worker.ts', import.meta.url),
};

export const muteWorker: WorkerModule = {
  web: () => new Worker(new URL('./mute-worker.ts', import.meta.url), { type: 'module' }),
  node: () => new URL('./mute-worker.ts', import.meta.url),
};

/** A file that is not there. */
export const missingWorker: WorkerModule = {
  web: () => new Worker('/no-such-worker.js', { type: 'module' }),
  node: () => new URL('./no-such-worker.ts', import.meta.url),
};

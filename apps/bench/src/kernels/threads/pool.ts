import { type ThreadPool, threadPool } from '@betahat/linalg/threads';
import { benchJobs } from './jobs.ts';

/** Beside the built program, or beside this file where the source itself runs. */
const file = `./kernel-worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`;

let pool: ThreadPool<typeof benchJobs> | undefined;

/** Two threads, this one among them, for every case. */
export const twoThreads = (): ThreadPool<typeof benchJobs> => {
  pool ??= threadPool({
    jobs: benchJobs,
    threads: 2,
    worker: {
      web: () => {
        throw new Error('the bench runs in Node');
      },
      node: () => new URL(file, import.meta.url),
    },
  });
  return pool;
};

export { type Memories, pack, receive, unpack } from './carry.ts';
export { machineThreads, sharingProblem } from './environment.ts';
export type { Job, Jobs } from './protocol.ts';
export { rowParts } from './row-parts.ts';
export { serveJobs } from './serve.ts';
export { allocateShared, toShared } from './shared.ts';
export { sharedImport } from './shared-import.ts';
export type { WorkerModule } from './spawn.ts';
export {
  type PoolReport,
  type ThreadPool,
  type ThreadPoolOptions,
  threadPool,
} from './thread-pool.ts';
export { type ThreadedProducts, threadedProducts } from './threaded-products.ts';

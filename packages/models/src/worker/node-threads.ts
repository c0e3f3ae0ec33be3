/** The part of worker_threads that is used here. */
export interface NodeThreads {
  readonly Worker: new (file: URL) => NodeWorker;
  readonly parentPort: NodePort | null;
}

interface NodePort {
  readonly postMessage: (message: unknown, transfer: readonly ArrayBuffer[]) => void;
  readonly on: (event: string, listener: (value: never) => void) => void;
}

interface NodeWorker extends NodePort {
  readonly ref: () => unknown;
  readonly unref: () => unknown;
  readonly terminate: () => unknown;
}

interface NodeProcess {
  readonly getBuiltinModule?: (name: string) => NodeThreads | undefined;
}

/** Node's own threads; undefined in browsers, and in Node before 20.16. No bundler sees this import. */
export const nodeThreads = (): NodeThreads | undefined =>
  (globalThis as { process?: NodeProcess }).process?.getBuiltinModule?.('node:worker_threads');

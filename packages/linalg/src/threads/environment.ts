/** The parts of Node that this package uses; the types of Node itself are not at hand in a browser. */
export interface NodeThreads {
  readonly Worker: new (file: URL | string) => NodeWorker;
  readonly parentPort: NodePort | null;
}

interface NodePort {
  readonly postMessage: (message: unknown) => void;
  readonly on: (event: 'message', listener: (data: unknown) => void) => void;
}

interface NodeWorker {
  readonly postMessage: (message: unknown) => void;
  readonly on: (event: 'message' | 'error' | 'exit', listener: (data: unknown) => void) => void;
  readonly ref: () => void;
  readonly unref: () => void;
  readonly terminate: () => unknown;
  readonly performance: { eventLoopUtilization: () => { idle: number; active: number } };
}

interface NodeProcess {
  readonly versions?: { readonly node?: string };
  readonly getBuiltinModule?: (name: string) => unknown;
}

const nodeProcess = (): NodeProcess | undefined =>
  (globalThis as { process?: NodeProcess }).process;

/** Node, or what is like it (Bun, Deno, Electron without pages). */
export const isNode = (): boolean =>
  typeof document === 'undefined' && nodeProcess()?.versions?.node !== undefined;

/**
 * A module of Node, undefined elsewhere and before Node 20.16. Not by `import`: bundlers for browsers
 * would stumble over the name, and it would have to be awaited.
 */
const builtin = (name: string): unknown => nodeProcess()?.getBuiltinModule?.(name);

export const nodeThreads = (): NodeThreads | undefined =>
  isNode() ? (builtin('node:worker_threads') as NodeThreads | undefined) : undefined;

/** How many threads the machine runs at once, as far as it says. */
export const machineThreads = (): number => {
  const os = isNode() ? builtin('node:os') : undefined;
  return (
    (os as { availableParallelism?: () => number } | undefined)?.availableParallelism?.() ??
    globalThis.navigator?.hardwareConcurrency ??
    1
  );
};

/** Why memory cannot be shared between threads here; null where it can. */
export const sharingProblem = (): string | null =>
  typeof SharedArrayBuffer === 'undefined'
    ? 'memory cannot be shared: the page is not cross-origin isolated'
    : null;

/** Whether this thread may stop and wait for others: not the main thread of a browser. */
export const mayWait = (): boolean => {
  try {
    // The number there is 0 and not 1, so that this never waits.
    return Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1, 0) === 'not-equal';
  } catch {
    return false;
  }
};

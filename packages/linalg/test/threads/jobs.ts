/** Shared memory that nothing writes to: waiting on it never ends. */
const forever = () =>
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number.POSITIVE_INFINITY);

/** Ends this worker amid its job. */
const die = (): void => {
  const { process } = globalThis as { process?: { exit?: (code: number) => never } };
  process?.exit?.(3);
  reportError(new Error('struck'));
  forever();
};

/** Jobs that pools are tried with. */
export const testJobs = (isWorker: boolean) => ({
  squares: ({ x, out }: { x: Float64Array; out: Float64Array }): void => {
    for (let i = 0; i < out.length; i++) out[i] = x[i] * x[i];
  },
  /** Returns once `many` threads are at it at the same time. */
  meet: ({ count, many }: { count: Int32Array; many: number }): void => {
    Atomics.add(count, 0, 1);
    Atomics.notify(count, 0);
    for (let now = Atomics.load(count, 0); now < many; now = Atomics.load(count, 0)) {
      Atomics.wait(count, 0, now);
    }
  },
  /** Dies in a worker once the other thread is there, which waits until then. */
  dieInWorker: ({ count, out }: { count: Int32Array; out: Float64Array }): void => {
    if (isWorker) {
      Atomics.store(count, 0, 1);
      Atomics.notify(count, 0);
      die();
    }
    // On a browser's main thread, which cannot wait, the worker has already died.
    if (typeof document === 'undefined') Atomics.wait(count, 0, 0);
    out[0] += 1;
  },
  failInWorker: ({ out }: { out: Float64Array }): void => {
    if (isWorker) throw new Error('not here');
    out[0] = 1;
  },
  fail: ({ at }: { at: number }): void => {
    throw new RangeError(`task ${at} fails`);
  },
});

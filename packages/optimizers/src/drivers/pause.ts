/** Milliseconds of work after which the caller's thread is given back. */
const SLICE = 12;

/**
 * Gives the thread back to timers, events and painting when it has been held for a while. A promise
 * alone would not: microtasks run before anything else gets a turn.
 */
export const pauser = (): (() => Promise<void> | undefined) => {
  let last = performance.now();
  return () => {
    if (performance.now() - last < SLICE) return undefined;
    return new Promise<void>((resolve) => {
      setTimeout(() => {
        last = performance.now();
        resolve();
      }, 0);
    });
  };
};

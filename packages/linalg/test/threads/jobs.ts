import { engineOf } from '../../src/engine-of.ts';
import { rowWalk } from '../../src/row-walk.ts';
import type { DenseMatrix, Matrix } from '../../src/types.ts';

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

interface WalkTask {
  readonly X: Matrix;
  readonly w: Float64Array;
  readonly count: Int32Array;
  /** 1 where the logits were the same after the other thread had its own. */
  readonly out: Float64Array;
}

/** Returns once `many` threads have called it with the same `count`. */
const meet = ({ count, many }: { readonly count: Int32Array; readonly many: number }): void => {
  Atomics.add(count, 0, 1);
  Atomics.notify(count, 0);
  for (let now = Atomics.load(count, 0); now < many; now = Atomics.load(count, 0)) {
    Atomics.wait(count, 0, now);
  }
};

/** Jobs that pools are tried with. */
export const testJobs = (isWorker: boolean) => ({
  squares: ({ x, out }: { x: Float64Array; out: Float64Array }): void => {
    for (let i = 0; i < out.length; i++) out[i] = x[i] * x[i];
  },
  meet,
  /** A pass that meets another amid its first block. */
  walk: ({ X, w, count, out }: WalkTask): void => {
    let isFirst = true;
    rowWalk(X, 1).forward(w, null, (logits) => {
      if (!isFirst) return;
      isFirst = false;
      const before = logits.slice();
      meet({ count, many: 2 });
      // Both have their logits now.
      meet({ count, many: 4 });
      out[0] = before.every((x, i) => x === logits[i]) ? 1 : 0;
    });
  },
  /** Where this thread works in the memory of X: −1 for nowhere. Two meet, so that both are asked. */
  place: ({ X, count, out }: Omit<WalkTask, 'w'>): void => {
    meet({ count, many: 2 });
    out[0] = engineOf((X as DenseMatrix).data)?.freeStart ?? -1;
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

import { type FitWorker, startWorker } from './start-worker.ts';
import type { Room } from './worker/hand-over.ts';

/** A worker for one fit, with the shared memory that the fit before it left. */
export interface Borrowed {
  readonly worker: FitWorker;
  readonly room: Room | null;
}

/** Milliseconds for which a worker without a fit is kept. */
const KEPT = 10_000;

/** Bytes of data with which it is kept: a large fit gains little from a start that it does without. */
const MOST_KEPT = 256 * 2 ** 20;

interface Idle extends Borrowed {
  readonly timer: ReturnType<typeof setTimeout>;
}

let idle: Idle | null = null;

/**
 * The worker that the last fit has left, or one that is started now; words for why there is none. Fits
 * that follow one another (folds, penalties) spare its start and compiled code: 0.1 s each.
 *
 * @param isRoomy whether this fit can use the memory that is kept: none may come beside it
 */
export const borrowWorker = async (
  isRoomy: (room: Room) => boolean,
): Promise<Borrowed | string> => {
  const kept = idle;
  idle = null;
  if (kept !== null) {
    clearTimeout(kept.timer);
    const { worker, room } = kept;
    if (!worker.isOver() && (room === null || isRoomy(room))) {
      worker.hold(true);
      return kept;
    }
    worker.stop();
  }
  const worker = await startWorker();
  return typeof worker === 'string' ? worker : { worker, room: null };
};

/**
 * Keeps a worker whose fit came to its end for the next one, for a while in which no process waits for it.
 *
 * @param room the shared memory that its threads know
 * @param bytes of its data
 */
export const giveBack = async (
  worker: FitWorker,
  room: Room | null,
  bytes: number,
): Promise<void> => {
  if (idle === null && bytes <= MOST_KEPT) await worker.call({ kind: 'close' });
  // Another may have been given back meanwhile.
  if (idle !== null || bytes > MOST_KEPT) {
    worker.stop();
    return;
  }
  worker.hold(false);
  const timer = setTimeout(() => {
    idle = null;
    worker.stop();
  }, KEPT);
  (timer as { unref?: () => void }).unref?.();
  idle = { worker, room, timer };
};

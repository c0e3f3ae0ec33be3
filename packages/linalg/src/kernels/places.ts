import { type Arena, createArena, MOST_BYTES, RESIDENT_END } from './arena.ts';
import { currentEngine } from './engine.ts';
import { countLive, hasRoom } from './live.ts';

/** Fixed memory for so many bytes, or null where ordinary memory must do. */
const kernelMemory = (bytes: number): Arena | null => {
  if (bytes + RESIDENT_END > MOST_BYTES || !hasRoom() || currentEngine() === 'plain') return null;
  const arena = createArena(bytes + RESIDENT_END, RESIDENT_END);
  if (arena !== null) countLive(arena.memory.buffer);
  return arena;
};

/**
 * From this size on a matrix gets memory of its own. A smaller one is staged out of the caches, which
 * costs little.
 */
const LEAST_BYTES = 4 << 20;

/** The memory of such a matrix, or null where ordinary memory must do. */
export const ownMemory = (bytes: number): Arena | null =>
  bytes < LEAST_BYTES ? null : kernelMemory(bytes);

/** Kernel memory for a while, until `taken` is false again. */
export interface Place {
  readonly arena: Arena;
  readonly bytes: number;
  taken: boolean;
}

/** Places that are kept for others, while the system has memory for them. */
const MOST_KEPT = 4;

let kept: WeakRef<Place>[] = [];

/** The smallest idle place for so many bytes, or a new one; null where ordinary memory must do. */
export const takePlace = (bytes: number): Place | null => {
  if (currentEngine() === 'plain') return null;
  const known = kept.map((ref) => ref.deref()).filter((place) => place !== undefined);
  const idle = known.filter(({ taken }) => !taken);
  let best: Place | undefined;
  for (const place of idle) {
    if (place.bytes >= bytes && (best === undefined || place.bytes < best.bytes)) best = place;
  }
  if (best === undefined) {
    const arena = kernelMemory(bytes);
    if (arena === null) return null;
    best = { arena, bytes, taken: false };
    // One that is in use is not forgotten: it comes back.
    const dropped = known.length >= MOST_KEPT ? idle[0] : undefined;
    const others = known.filter((place) => place !== dropped);
    kept = [...others, best].map((place) => new WeakRef(place));
  }
  best.taken = true;
  return best;
};

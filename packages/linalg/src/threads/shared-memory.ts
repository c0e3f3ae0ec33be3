import { addArena, arenaOf, MOST_BYTES, RESIDENT_END } from '../kernels/arena.ts';
import { sharedImport } from './shared-import.ts';

/*
 * WebAssembly memory that threads share. Each thread that uses it takes one of the places to work in
 * at its first use, for good: kernels of other packages keep the address of theirs. Who owns a place is
 * written in the first bytes, which nothing else uses.
 */

/** Threads with a place of their own; any further one stages, as from an ordinary array. */
const PLACES = 32;
/** Where the numbers begin. Places that nobody takes cost address space only. */
export const SHARED_DATA = PLACES * RESIDENT_END;
/** What fits behind the places. */
export const MOST_SHARED = MOST_BYTES - SHARED_DATA;

interface Known {
  readonly id: number;
  readonly memory: WebAssembly.Memory;
}

const known = new WeakMap<ArrayBufferLike, Known>();
let created = 0;

/** Called with the id of each shared memory that is no more: workers then let go of theirs. */
const listeners = new Set<(id: number) => void>();
const freed = /* @__PURE__ */ new FinalizationRegistry<number>((id) => {
  for (const listener of listeners) listener(id);
});

export const onFreed = (listener: (id: number) => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Gives this thread a place to work in, if one is left. */
export const adopt = (memory: WebAssembly.Memory): void => {
  if (arenaOf(new Uint8Array(memory.buffer)) !== undefined) return;
  const owners = new Int32Array(memory.buffer, 0, PLACES);
  for (let k = 0; k < PLACES; k++) {
    if (Atomics.compareExchange(owners, k, 0, 1) === 0) {
      const base = k * RESIDENT_END;
      addArena(memory, base, base + RESIDENT_END, SHARED_DATA, sharedImport);
      return;
    }
  }
};

/** Shared memory for `bytes` of numbers from SHARED_DATA on. @throws where the engine gives none */
export const createShared = (bytes: number): WebAssembly.Memory => {
  const pages = Math.ceil((SHARED_DATA + bytes) / 65536);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  know(memory);
  adopt(memory);
  return memory;
};

/** Gives a shared memory the number under which this thread sends it on. */
export const know = (memory: WebAssembly.Memory): void => {
  const { buffer } = memory;
  created += 1;
  known.set(buffer, { id: created, memory });
  freed.register(buffer, created);
};

/** The shared memory of this thread that an array lies in. */
export const sharedMemoryOf = (array: ArrayBufferView): Known | undefined =>
  known.get(array.buffer);

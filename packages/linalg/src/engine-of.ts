import { arenaOf, FREE_END, FREE_START } from './kernels/arena.ts';

/** Kernel memory, and the part of it that other modules may use while a walk visits a block. */
export interface WalkEngine {
  readonly memory: WebAssembly.Memory;
  /** First byte of the free range. */
  readonly freeStart: number;
  /** The byte after its last. */
  readonly freeEnd: number;
}

const engines = new WeakMap<WebAssembly.Memory, WalkEngine>();

/**
 * The kernel memory that an array lies in, if it does: a block of logits in a walk's visit, say.
 *
 * A WebAssembly module that imports `memory` can work on the array in place, at its byteOffset, and use
 * bytes freeStart … freeEnd − 1 as it likes until the visit ends. Constants of such a module belong at
 * addresses from 16384 to 65535.
 *
 * @returns the same object for the same memory; undefined for ordinary memory
 * @example
 * walk.forward(w, null, (logits) => {
 *   const engine = engineOf(logits);
 *   if (engine === undefined) return; // ordinary memory: a plain loop over the logits
 *   // kernels that import engine.memory see the block at logits.byteOffset:
 *   new Float64Array(engine.memory.buffer, logits.byteOffset, logits.length)[0] = 1;
 * });
 */
export const engineOf = (array: ArrayBufferView): WalkEngine | undefined => {
  const arena = arenaOf(array);
  if (arena === undefined) return undefined;
  let engine = engines.get(arena.memory);
  if (engine === undefined) {
    const { memory, base } = arena;
    engine = { memory, freeStart: base + FREE_START, freeEnd: base + FREE_END };
    engines.set(arena.memory, engine);
  }
  return engine;
};

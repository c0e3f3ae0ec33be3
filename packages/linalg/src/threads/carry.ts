import { adopt, know, sharedMemoryOf } from './shared-memory.ts';

/*
 * Tasks travel to workers by structured clone, which makes a new buffer object of shared memory each
 * time. Kernels are bound to one: so an array in memory made by `createShared` travels as a note of
 * where it lies, and is made anew over the worker's one object for that memory.
 */

const TYPES = { Float64Array, Float32Array, Uint32Array, Int32Array, Uint8Array };

type TypeName = keyof typeof TYPES;

/** An array in shared memory, as a note. */
interface Note {
  /** The id of its memory. */
  readonly noted: number;
  readonly type: TypeName;
  readonly byteOffset: number;
  readonly length: number;
}

/** Memories by id. */
export type Memories = Map<number, WebAssembly.Memory>;

const isPlain = (value: object): boolean => {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};

/** Replaces, all through `value`, what a clone would lose; adds to `memories` what it refers to. */
export const pack = (value: unknown, memories: Memories): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) {
    const shared = sharedMemoryOf(value);
    if (shared === undefined) return value;
    const { [Symbol.toStringTag]: type, byteOffset, length } = value as Float64Array;
    memories.set(shared.id, shared.memory);
    return {
      noted: shared.id,
      type: type as string as TypeName,
      byteOffset,
      length,
    } satisfies Note;
  }
  if (Array.isArray(value)) return value.map((item) => pack(item, memories));
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, pack(item, memories)]),
  );
};

/** The value that was packed. @param memories those that this thread has received so far */
export const unpack = (value: unknown, memories: Memories): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => unpack(item, memories));
  if (!isPlain(value)) return value;
  if ('noted' in value) {
    const { noted, type, byteOffset, length } = value as Note;
    const memory = memories.get(noted)!;
    return new TYPES[type](memory.buffer as ArrayBuffer, byteOffset, length);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, unpack(item, memories)]),
  );
};

/** Keeps memories that came, with a place to work in: once, as each arrival is another object. */
export const receive = (arrived: Memories, memories: Memories): void => {
  for (const [id, memory] of arrived) {
    if (memories.has(id)) continue;
    memories.set(id, memory);
    know(memory);
    adopt(memory);
  }
};

import { currentEngine } from './engine.ts';
import { compile, type KernelSource, type Rewrite } from './source.ts';

/*
 * Memory for kernels. Every one is fixed in size, so that views into it never die, and is laid out as
 *
 *     0 … 64 kB         constants of kernel modules: this package's from 1 kB, others' from 16 kB
 *     64 … 576 kB       free for another module while a walk visits a block (loss kernels)
 *     576 kB … `end`    coefficients, gradients, logits, panels and staged blocks
 *     from `end` on     the numbers of one matrix, where `allocate` made this memory for it
 *
 * Memory that nothing has touched costs address space only: the system gives pages as they are used.
 *
 * Memory that several threads share has such a lay-out for each of them, one behind the other, and the
 * numbers behind the last: `base` is where a thread's own begins.
 */

const PAGE = 65536;
/** What 32-bit addresses reach. */
export const MOST_BYTES = 65536 * PAGE;

export const FREE_START = 1 * PAGE;
export const FREE_END = 9 * PAGE;
export const WORK_START = 9 * PAGE;

/** What a staged product may use. */
export const STAGED_END = 256 * PAGE;

/** The same in memory that holds a matrix: 4 MB hold all that a product of usual width needs. */
export const RESIDENT_END = 64 * PAGE;

export interface Arena {
  readonly memory: WebAssembly.Memory;
  readonly f64: Float64Array;
  readonly f32: Float32Array;
  readonly u32: Uint32Array;
  /** Where the lay-out begins that this thread works in: 0 in memory that no other shares. */
  readonly base: number;
  /** The first byte that is not for working in. */
  readonly end: number;
  /** The first byte of the matrix that this memory was made for. */
  readonly data: number;
  /** What a module's bytes need before it links with this memory, if anything. */
  readonly rewrite: Rewrite | undefined;
  /** A pass is under way: another must use another arena. */
  busy: boolean;
  readonly instances: Record<'relaxed' | 'simd', Map<KernelSource, WebAssembly.Exports>>;
}

/** Every arena by its buffer. */
const arenas = new WeakMap<ArrayBufferLike, Arena>();

/** The arena that an array's numbers lie in, if any. */
export const arenaOf = (array: ArrayBufferView): Arena | undefined => arenas.get(array.buffer);

/** Makes a memory known as an arena of this thread. */
export const addArena = (
  memory: WebAssembly.Memory,
  base: number,
  end: number,
  data: number,
  rewrite?: Rewrite,
): Arena => {
  const { buffer } = memory;
  const [f64, f32] = [new Float64Array(buffer), new Float32Array(buffer)];
  const u32 = new Uint32Array(buffer);
  const instances = { relaxed: new Map(), simd: new Map() };
  const arena = { memory, f64, f32, u32, base, end, data, rewrite, busy: false, instances };
  arenas.set(buffer, arena);
  return arena;
};

/** A memory of fixed size, or null where the engine gives none. */
export const createArena = (bytes: number, end: number): Arena | null => {
  const pages = Math.ceil(bytes / PAGE);
  try {
    return addArena(new WebAssembly.Memory({ initial: pages, maximum: pages }), 0, end, end);
  } catch {
    return null;
  }
};

/** The kernels of a module in this memory, or null for plain TypeScript. */
export const kernelsIn = <Kernels>(arena: Arena, source: KernelSource): Kernels | null => {
  const engine = currentEngine();
  if (engine === 'plain') return null;
  // Looked up at every pass, of eight rows too: by source, which finds in one step what it has.
  const instances = arena.instances[engine];
  let exports = instances.get(source);
  if (exports === undefined) {
    const module = compile(source, engine, arena.rewrite);
    if (module === null) return null;
    try {
      exports = new WebAssembly.Instance(module, { env: { memory: arena.memory } }).exports;
    } catch {
      return null;
    }
    instances.set(source, exports);
  }
  return exports as Kernels;
};

/** Arenas for staging. One is enough but for a product that is called from within a walk's visit. */
const staging: Arena[] = [];

/** The last larger one, which is not worth keeping for its own sake. */
let large: WeakRef<Arena> | undefined;

/** An idle arena with work space up to `bytes`, or null where there is no memory for one. */
export const stagingArena = (bytes = STAGED_END): Arena | null => {
  if (bytes > STAGED_END) {
    const last = large?.deref();
    if (last !== undefined && !last.busy && last.end >= bytes) return last;
    const end = PAGE * Math.ceil(bytes / PAGE);
    const fresh = createArena(end, end);
    if (fresh !== null) large = new WeakRef(fresh);
    return fresh;
  }
  for (const arena of staging) if (!arena.busy) return arena;
  const fresh = createArena(STAGED_END, STAGED_END);
  if (fresh !== null) staging.push(fresh);
  return fresh;
};

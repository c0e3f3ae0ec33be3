import { useEngine } from '@betahat/linalg';
import { sharedImport } from '@betahat/linalg/threads';

/** A compiled kernel module as text, with the places where sums may be fused into products. */
export interface KernelSource {
  /** The bytes of a module of plain SIMD, in hex. It imports its memory as `env.memory`. */
  readonly wasm: string;
  /** Offsets of f64x2.mul and the f64x2.add it feeds, in turn, each as distance from the last. */
  readonly fusable: readonly number[];
}

/** f64x2.relaxed_madd, and three nops in place of what it saves. */
const FUSED = [0xfd, 0x87, 0x02, 1, 1, 1];

/**
 * Rewrites `a b mul c add` to `a b c madd nop nop nop`, in place. Pairs nest like brackets, innermost
 * first, so that moving what lies between one pair moves no later pair's ends apart.
 */
const fuse = (bytes: Uint8Array, fusable: readonly number[]): void => {
  let at = 0;
  for (let k = 0; k < fusable.length; k += 2) {
    const mul = at + fusable[k]!;
    const add = mul + fusable[k + 1]!;
    bytes.copyWithin(mul, mul + 3, add);
    bytes.set(FUSED, add - 3);
    at = add;
  }
};

type Vectors = 'relaxed' | 'simd';

const compile = (
  source: KernelSource,
  engine: Vectors,
  isShared: boolean,
): WebAssembly.Module | null => {
  const { wasm, fusable } = source;
  let bytes = Uint8Array.from({ length: wasm.length / 2 }, (_, i) =>
    Number.parseInt(wasm.slice(2 * i, 2 * i + 2), 16),
  );
  if (engine === 'relaxed') fuse(bytes, fusable);
  if (isShared) bytes = sharedImport(bytes);
  try {
    return new WebAssembly.Module(bytes);
  } catch {
    // No (relaxed) SIMD here, or WebAssembly is forbidden by a content security policy.
    return null;
  }
};

/** A kernel module in a memory: its exports, and the memory as numbers. */
export interface Instance<Kernels> {
  readonly run: Kernels;
  readonly f64: Float64Array;
  readonly u32: Uint32Array;
}

/**
 * Kernels of one source in whatever memory they are asked for, compiled and instantiated once, by the
 * engine that linalg's `useEngine` names. The memory must be of fixed size.
 *
 * For those who write kernels; the functions of this entry use it themselves.
 *
 * @returns a function from memory to kernels, or to null where the engine is 'plain' or cannot be had:
 * then the plain TypeScript must do
 * @example
 * import { kernelsOf, stagingMemory } from '@betahat/activations/simd';
 * const kernels = kernelsOf({ wasm: '0061736d01000000', fusable: [] }); // an empty module
 * kernels(stagingMemory())?.f64.length; // 73728
 */
export const kernelsOf = <Kernels>(
  source: KernelSource,
): ((memory: WebAssembly.Memory) => Instance<Kernels> | null) => {
  const byEngine = { relaxed: new WeakMap(), simd: new WeakMap() } as Record<
    Vectors,
    WeakMap<WebAssembly.Memory, Instance<Kernels>>
  >;
  const modules: Partial<Record<Vectors | `shared ${Vectors}`, WebAssembly.Module | null>> = {};
  return (memory) => {
    const engine = useEngine();
    if (engine === 'plain') return null;
    let instance = byEngine[engine].get(memory);
    if (instance === undefined) {
      // Memory that threads share links only with modules that say so.
      const isShared = Object.prototype.toString.call(memory.buffer).includes('Shared');
      const key = isShared ? (`shared ${engine}` as const) : engine;
      modules[key] ??= compile(source, engine, isShared);
      const module = modules[key];
      if (!module) return null;
      try {
        instance = {
          run: new WebAssembly.Instance(module, { env: { memory } }).exports as Kernels,
          f64: new Float64Array(memory.buffer),
          u32: new Uint32Array(memory.buffer),
        };
      } catch {
        // The memory may be too small for what the module asks for.
        return null;
      }
      byEngine[engine].set(memory, instance);
    }
    return instance;
  };
};

const PAGE = 65536;

/** Bytes of the staging memory below this are for constants of kernel modules. */
export const WORK_START = PAGE;
/** The size of the staging memory in bytes. */
export const WORK_END = 9 * PAGE;

let own: WebAssembly.Memory | undefined;

/**
 * A memory to stage ordinary arrays through, one for all kernels, laid out as linalg lays out its own:
 * constants of modules below `WORK_START`, free to use from there to `WORK_END`. What is in it lasts
 * until the next kernel runs.
 * @example
 * import { stagingMemory, WORK_END } from '@betahat/activations/simd';
 * stagingMemory().buffer.byteLength === WORK_END; // true
 */
export const stagingMemory = (): WebAssembly.Memory => {
  own ??= new WebAssembly.Memory({ initial: WORK_END / PAGE, maximum: WORK_END / PAGE });
  return own;
};

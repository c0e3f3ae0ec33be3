import { type KernelSource, kernelModule, useEngine } from '@betahat/linalg';

export type { KernelSource };

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
 * const kernels = kernelsOf({ wasm: '&~4~F~@(&&&' }); // an empty module
 * kernels(stagingMemory())?.f64.length; // 73728
 */
export const kernelsOf = <Kernels>(
  source: KernelSource,
): ((memory: WebAssembly.Memory) => Instance<Kernels> | null) => {
  const byEngine = { relaxed: new WeakMap(), simd: new WeakMap() } as Record<
    'relaxed' | 'simd',
    WeakMap<WebAssembly.Memory, Instance<Kernels>>
  >;
  return (memory) => {
    const engine = useEngine();
    if (engine === 'plain') return null;
    const known = byEngine[engine].get(memory);
    if (known !== undefined) return known;
    const module = kernelModule(source, memory);
    if (module === null) return null;
    try {
      const instance = {
        run: new WebAssembly.Instance(module, { env: { memory } }).exports as Kernels,
        f64: new Float64Array(memory.buffer),
        u32: new Uint32Array(memory.buffer),
      };
      byEngine[engine].set(memory, instance);
      return instance;
    } catch {
      // The memory may be too small for what the module asks for.
      return null;
    }
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

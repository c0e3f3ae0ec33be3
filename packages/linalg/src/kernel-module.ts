import { moduleOf } from './kernels/engine.ts';
import type { KernelSource } from './kernels/source.ts';
import { sharedImport } from './threads/shared-import.ts';

/**
 * Kernels of another package, compiled for the engine in use to link with a memory. Compiled once for
 * each engine and kind of memory. For those who write kernels: see `engineOf`.
 *
 * @param source made by a script like this package's scripts/kernels.mjs
 * @param memory what the module will import: one that threads share takes a module that says so
 * @returns null for plain TypeScript: by choice, or because WebAssembly cannot be had
 * @example
 * const memory = new WebAssembly.Memory({ initial: 1 });
 * const empty = kernelModule({ wasm: '&~4~F~@(&&&' }, memory); // a WebAssembly.Module
 */
export const kernelModule = (
  source: KernelSource,
  memory: WebAssembly.Memory,
): WebAssembly.Module | null =>
  moduleOf(source, memory.buffer[Symbol.toStringTag] === 'ArrayBuffer' ? undefined : sharedImport);

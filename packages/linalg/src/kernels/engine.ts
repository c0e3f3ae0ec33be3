import { typeError } from '../check.ts';
import { compile, type Engine, type KernelSource, type Rewrite } from './source.ts';

/** The smallest module with vectors: (a, b, c) → a·b + c. What compiles it compiles the kernels. */
const PROBE: KernelSource = { wasm: '&~4~F~@(&&&(/(~3*~N~N~N(~N*)(&17(5&G&G(zG){2' };

let chosen: Engine | undefined;

const available = (engine: Engine): boolean =>
  engine === 'plain' || compile(PROBE, engine) !== null;

/** What runs the kernels now: what was asked for, else the best there is. */
export const currentEngine = (): Engine => {
  chosen ??= available('relaxed') ? 'relaxed' : available('simd') ? 'simd' : 'plain';
  return chosen;
};

/**
 * Says what runs the products from now on, and changes it where an engine is given. Without a choice
 * it is the best that the machine has: 'relaxed' (SIMD, fused multiply-add), else 'simd', else
 * 'plain' (TypeScript alone, also where WebAssembly is forbidden).
 *
 * Choose 'simd' or 'plain' to have the same bits on machines with and without fused multiply-add.
 *
 * @param engine what to use from now on; 'auto' for the best there is
 * @returns what is in use now
 * @throws TypeError where it is not an engine; Error where this machine lacks it
 * @example
 * useEngine(); // 'relaxed' on Node 22 and later
 * useEngine('plain'); // 'plain'
 */
export const useEngine = (engine?: Engine | 'auto'): Engine => {
  if (engine === 'auto') chosen = undefined;
  else if (engine !== undefined) {
    if (engine !== 'relaxed' && engine !== 'simd' && engine !== 'plain') {
      throw typeError('useEngine', 'engine', "'auto', 'relaxed', 'simd' or 'plain'", engine);
    }
    if (!available(engine)) throw new Error(`useEngine: this machine has no engine '${engine}'`);
    chosen = engine;
  }
  return currentEngine();
};

/** The module for the engine in use, or null for plain TypeScript. */
export const moduleOf = (source: KernelSource, rewrite?: Rewrite): WebAssembly.Module | null => {
  const engine = currentEngine();
  return engine === 'plain' ? null : compile(source, engine, rewrite);
};

import { useEngine } from '../src/kernels/engine.ts';
import type { Engine } from '../src/kernels/source.ts';

const available = (engine: Engine): boolean => {
  try {
    return useEngine(engine) === engine;
  } catch {
    return false;
  } finally {
    useEngine('auto');
  }
};

/** The engines of this machine: what a kernel test runs through. */
export const ENGINES = (['relaxed', 'simd', 'plain'] as const).filter(available);

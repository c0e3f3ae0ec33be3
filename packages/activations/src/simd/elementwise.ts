import type { FloatArray } from '@betahat/linalg';
import { checkLength, like } from '../shape.ts';
import { stagingMemory, WORK_START } from './instantiate.ts';
import { type ActivationKernels, activationKernels } from './kernels.ts';

/** Numbers staged at a time: 16 kB, half a first-level cache. */
const CHUNK = 2048;

/** A vector activation by SIMD kernel, or by its plain twin where there is none. */
export interface VectorFunction {
  <V extends FloatArray>(x: V): V;
  <V extends FloatArray>(x: FloatArray, out: V): V;
}

export const byKernel = (
  name: 'sigmoid' | 'softplus' | 'logSigmoid',
  plain: (x: FloatArray, out: FloatArray) => FloatArray,
): VectorFunction =>
  ((x: FloatArray, given?: FloatArray): FloatArray => {
    checkLength(name, 'x', x, x?.length);
    const out = given ?? like(x);
    checkLength(name, 'out', out, x.length);
    const memory = stagingMemory();
    const kernels = activationKernels(memory);
    if (kernels === null) return plain(x, out);
    const { run, f64 } = kernels;
    const first = WORK_START / 8;
    for (let start = 0; start < x.length; start += CHUNK) {
      const end = Math.min(start + CHUNK, x.length);
      f64.set(x.subarray(start, end), first);
      (run as ActivationKernels)[name](WORK_START, end - start);
      out.set(f64.subarray(first, first + end - start), start);
    }
    return out;
  }) as VectorFunction;

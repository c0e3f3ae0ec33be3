import type { DenseMatrix, FloatArray } from '@betahat/linalg';
import { checkLength, checkShape, isDense, like } from '../shape.ts';
import { stagingMemory, WORK_START } from './instantiate.ts';
import { activationKernels } from './kernels.ts';

/** Numbers staged at a time: 16 kB, half a first-level cache. */
const CHUNK = 2048;

/** An activation of vectors and matrices by SIMD kernel, or by its plain twin where there is none. */
export interface VectorFunction {
  <V extends FloatArray>(x: V): V;
  <V extends FloatArray>(x: FloatArray, out: V): V;
  (x: DenseMatrix, out?: DenseMatrix): DenseMatrix;
}

export const byKernel = (
  name: 'sigmoid' | 'softplus' | 'logSigmoid',
  plain: (x: FloatArray, out: FloatArray) => FloatArray,
): VectorFunction => {
  const map = (x: FloatArray, out: FloatArray): FloatArray => {
    const kernels = activationKernels(stagingMemory());
    if (kernels === null) return plain(x, out);
    const { run, f64 } = kernels;
    const first = WORK_START / 8;
    for (let start = 0; start < x.length; start += CHUNK) {
      const end = Math.min(start + CHUNK, x.length);
      f64.set(x.subarray(start, end), first);
      run[name](WORK_START, end - start);
      out.set(f64.subarray(first, first + end - start), start);
    }
    return out;
  };
  const apply = (
    x: FloatArray | DenseMatrix,
    given?: FloatArray | DenseMatrix,
  ): FloatArray | DenseMatrix => {
    if (isDense(x)) {
      if (given !== undefined) checkShape(name, 'out', given, x);
      const result = (given as DenseMatrix | undefined) ?? { ...x, data: like(x.data) };
      map(x.data, result.data);
      return result;
    }
    checkLength(name, 'x', x, x?.length);
    const out = (given as FloatArray | undefined) ?? like(x);
    checkLength(name, 'out', out, x.length);
    return map(x, out);
  };
  return apply as VectorFunction;
};

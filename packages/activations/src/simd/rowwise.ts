import type { DenseMatrix, FloatArray } from '@betahat/linalg';
import { checkWidth } from '../rowwise.ts';
import { checkLength, checkShape, isDense, like } from '../shape.ts';
import { stagingMemory, WORK_END, WORK_START } from './instantiate.ts';
import { activationKernels } from './kernels.ts';

/** Numbers staged at a time, unless one row has more. */
const CHUNK = 2048;

/** An activation of rows by SIMD kernel, or by its plain twin where there is none. */
export interface RowFunction {
  <V extends FloatArray>(logits: V, width: number): V;
  <V extends FloatArray>(logits: FloatArray, width: number, out: V): V;
  (logits: DenseMatrix, out?: DenseMatrix): DenseMatrix;
}

export const byKernel = (
  name: 'softmax' | 'logSoftmax',
  plain: (x: FloatArray, width: number, out: FloatArray) => FloatArray,
): RowFunction => {
  const map = (x: FloatArray, width: number, out: FloatArray): FloatArray => {
    const rows = Math.max(1, Math.floor(CHUNK / width));
    // The chunk, a copy of it, and a number per row.
    const needed = 8 * (2 * rows * width + rows + 1);
    const kernels = needed <= WORK_END - WORK_START ? activationKernels(stagingMemory()) : null;
    if (kernels === null) return plain(x, width, out);
    const { run, f64 } = kernels;
    const first = WORK_START / 8;
    const copy = WORK_START + 8 * rows * width;
    for (let start = 0; start < x.length; start += rows * width) {
      const end = Math.min(start + rows * width, x.length);
      f64.set(x.subarray(start, end), first);
      const count = (end - start) / width;
      if (name === 'softmax') run.softmax(WORK_START, count, width);
      else run.logSoftmax(WORK_START, count, width, copy, copy + 8 * rows * width);
      out.set(f64.subarray(first, first + end - start), start);
    }
    return out;
  };
  const apply = (
    x: FloatArray | DenseMatrix,
    second?: number | DenseMatrix,
    third?: FloatArray,
  ): FloatArray | DenseMatrix => {
    if (isDense(x)) {
      if (second !== undefined) checkShape(name, 'out', second, x);
      const result = (second as DenseMatrix | undefined) ?? { ...x, data: like(x.data) };
      if (x.data.length > 0) map(x.data, x.cols, result.data);
      return result;
    }
    checkLength(name, 'logits', x, x?.length);
    checkWidth(name, x.length, second);
    const out = third ?? like(x);
    checkLength(name, 'out', out, x.length);
    return map(x, second as number, out);
  };
  return apply as RowFunction;
};

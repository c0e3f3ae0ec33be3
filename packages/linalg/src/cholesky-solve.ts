import { denseMatrix, output, outputMatrix, vector } from './arguments.ts';
import { typeError } from './check.ts';
import type { Cholesky } from './cholesky.ts';
import type { DenseMatrix, FloatArray } from './types.ts';

/** L·y = x in place, x row-major size×width. */
export const forwardSubstitute = (
  l: FloatArray,
  size: number,
  x: Float64Array,
  width: number,
): void => {
  for (let i = 0; i < size; i++) {
    const p = i * size;
    const to = i * width;
    if (width === 1) {
      let s = x[i];
      for (let k = 0; k < i; k++) s -= l[p + k] * x[k];
      x[i] = s / l[p + i];
      continue;
    }
    for (let k = 0; k < i; k++) {
      const a = l[p + k];
      const from = k * width;
      for (let j = 0; j < width; j++) x[to + j] -= a * x[from + j];
    }
    for (let j = 0; j < width; j++) x[to + j] /= l[p + i];
  }
};

/** Lᵀ·y = x in place, x row-major size×width. Runs along rows of L: no column is walked. */
export const backwardSubstitute = (
  l: FloatArray,
  size: number,
  x: Float64Array,
  width: number,
): void => {
  for (let i = size - 1; i >= 0; i--) {
    const p = i * size;
    const from = i * width;
    for (let j = 0; j < width; j++) x[from + j] /= l[p + i];
    for (let k = 0; k < i; k++) {
      const a = l[p + k];
      const to = k * width;
      for (let j = 0; j < width; j++) x[to + j] -= a * x[from + j];
    }
  }
};

/** The factor's numbers, checked. */
export const factorData = (where: string, factor: Cholesky): FloatArray => {
  if (typeof factor !== 'object' || factor === null || factor.kind !== 'cholesky') {
    throw typeError(where, 'factor', 'a Cholesky factor', factor);
  }
  return denseMatrix(where, 'factor.L', factor.L, factor.size, factor.size).data;
};

/**
 * Solves A·x = b from the Cholesky factor of A, for one or many right-hand sides.
 *
 * @param factor what `cholesky(A)` returned
 * @param b a vector of `size` numbers, or a dense size×width matrix
 * @param out where x goes (float64; may be b itself); a new array otherwise
 * @returns x, the same kind as b
 * @throws TypeError or RangeError that names the argument, what was expected and what came
 * @example
 * choleskySolve(cholesky(fromRows([[4, 2], [2, 5]])), Float64Array.of(8, 12)); // Float64Array [1, 2]
 */
export function choleskySolve(factor: Cholesky, b: FloatArray, out?: Float64Array): Float64Array;
export function choleskySolve(factor: Cholesky, b: DenseMatrix, out?: DenseMatrix): DenseMatrix;
export function choleskySolve(
  factor: Cholesky,
  b: FloatArray | DenseMatrix,
  out?: Float64Array | DenseMatrix,
): Float64Array | DenseMatrix {
  const l = factorData('choleskySolve', factor);
  const { size } = factor;
  const one = ArrayBuffer.isView(b);
  const right = one
    ? vector('choleskySolve', 'b', b, size)
    : denseMatrix('choleskySolve', 'b', b, size).data;
  const width = one ? 1 : b.cols;
  let x: Float64Array;
  if (out === undefined) x = new Float64Array(size * width);
  else if (one) x = output('choleskySolve', 'out', out, size);
  else x = outputMatrix('choleskySolve', 'out', out, size, width);
  x.set(right);
  forwardSubstitute(l, size, x, width);
  backwardSubstitute(l, size, x, width);
  return one ? x : ((out as DenseMatrix) ?? { kind: 'dense', rows: size, cols: width, data: x });
}

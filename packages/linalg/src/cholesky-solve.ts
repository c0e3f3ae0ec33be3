import { denseMatrix, output, outputMatrix, vector } from './arguments.ts';
import { typeError } from './check.ts';
import type { Cholesky } from './cholesky.ts';
import type { DenseMatrix, FloatArray } from './types.ts';

/** Row `to` of x −= Σₜ l[at + t·step] · row from + t of x, for `count` rows; four at a time. */
const subtractRows = (
  x: Float64Array,
  width: number,
  to: number,
  from: number,
  count: number,
  l: FloatArray,
  at: number,
  step: number,
): void => {
  const target = to * width;
  let t = 0;
  for (; t + 3 < count; t += 4) {
    const a0 = l[at + t * step];
    const a1 = l[at + (t + 1) * step];
    const a2 = l[at + (t + 2) * step];
    const a3 = l[at + (t + 3) * step];
    const r0 = (from + t) * width;
    const r1 = r0 + width;
    const r2 = r1 + width;
    const r3 = r2 + width;
    for (let j = 0; j < width; j++) {
      x[target + j] -= a0 * x[r0 + j] + a1 * x[r1 + j] + (a2 * x[r2 + j] + a3 * x[r3 + j]);
    }
  }
  for (; t < count; t++) {
    const a0 = l[at + t * step];
    const r0 = (from + t) * width;
    for (let j = 0; j < width; j++) x[target + j] -= a0 * x[r0 + j];
  }
};

const divideRow = (x: Float64Array, width: number, row: number, by: number): void => {
  for (let j = row * width; j < (row + 1) * width; j++) x[j] /= by;
};

/** L·y = x in place, x row-major size×width. */
export const forwardSubstitute = (
  l: FloatArray,
  size: number,
  x: Float64Array,
  width: number,
): void => {
  for (let i = 0; i < size; i++) {
    const p = i * size;
    if (width === 1) {
      let s = x[i];
      for (let k = 0; k < i; k++) s -= l[p + k] * x[k];
      x[i] = s / l[p + i];
    } else {
      subtractRows(x, width, i, 0, i, l, p, 1);
      divideRow(x, width, i, l[p + i]);
    }
  }
};

/** Lᵀ·y = x in place, x row-major size×width. */
export const backwardSubstitute = (
  l: FloatArray,
  size: number,
  x: Float64Array,
  width: number,
): void => {
  for (let i = size - 1; i >= 0; i--) {
    const p = i * size;
    if (width === 1) {
      // Along the row of L, so that no column is walked.
      const value = x[i] / l[p + i];
      x[i] = value;
      for (let k = 0; k < i; k++) x[k] -= l[p + k] * value;
    } else {
      // A column of L, but one number of it for a whole row of x.
      subtractRows(x, width, i, i + 1, size - 1 - i, l, p + size + i, size);
      divideRow(x, width, i, l[p + i]);
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

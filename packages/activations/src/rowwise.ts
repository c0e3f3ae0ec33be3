import type { DenseMatrix, FloatArray } from '@betahat/linalg';
import { rangeError, typeError } from '@betahat/linalg/check';
import { checkLength, checkShape, isDense, isFloatArray, like } from './shape.ts';
import type { RowVjp, Rowwise } from './types.ts';

const KINDS = 'a Float64Array, a Float32Array or a DenseMatrix';

export const checkWidth = (where: string, length: number, width: unknown): void => {
  if (!Number.isInteger(width) || (width as number) < 1) {
    throw rangeError(where, 'width', 'a positive integer', width);
  }
  if (length % (width as number) !== 0) {
    throw rangeError(where, 'logits.length', `a multiple of the width ${width}`, length);
  }
};

/**
 * Carries a function of one row over to flat blocks of rows and to matrices.
 *
 * `f(x, at, width, row)` reads `width` entries of `x` from `at` on and leaves its values in `row`,
 * which is always in double precision: single precision is rounded once, at the end.
 * `out` may be the input itself.
 */
export const rowwise = (
  name: string,
  f: (x: FloatArray, at: number, width: number, row: Float64Array) => void,
): Rowwise => {
  const map = (x: FloatArray, width: number, out: FloatArray): FloatArray => {
    const row = new Float64Array(width);
    for (let at = 0; at < x.length; at += width) {
      f(x, at, width, row);
      out.set(row, at);
    }
    return out;
  };
  const apply = (
    x: FloatArray | DenseMatrix,
    second?: number | DenseMatrix,
    third?: FloatArray,
  ): FloatArray | DenseMatrix => {
    if (isFloatArray(x)) {
      checkWidth(name, x.length, second);
      if (third !== undefined) checkLength(name, 'out', third, x.length);
      return map(x, second as number, third ?? like(x));
    }
    if (!isDense(x)) throw typeError(name, 'logits', KINDS, x);
    if (second !== undefined) checkShape(name, 'out', second, x);
    const result = (second as DenseMatrix | undefined) ?? { ...x, data: like(x.data) };
    map(x.data, x.cols, result.data);
    return result;
  };
  return apply as Rowwise;
};

/** Carries a vector-Jacobian product of one row over to blocks and matrices, as `rowwise` does. */
export const rowVjp = (
  name: string,
  f: (y: FloatArray, c: FloatArray, at: number, width: number, row: Float64Array) => void,
): RowVjp => {
  const map = (y: FloatArray, width: number, c: FloatArray, out: FloatArray): FloatArray => {
    const row = new Float64Array(width);
    for (let at = 0; at < y.length; at += width) {
      f(y, c, at, width, row);
      out.set(row, at);
    }
    return out;
  };
  const apply = (
    y: FloatArray | DenseMatrix,
    second: number | DenseMatrix,
    third?: FloatArray | DenseMatrix,
    fourth?: FloatArray,
  ): FloatArray | DenseMatrix => {
    if (isFloatArray(y)) {
      checkWidth(name, y.length, second);
      checkLength(name, 'cotangent', third, y.length);
      if (fourth !== undefined) checkLength(name, 'out', fourth, y.length);
      return map(y, second as number, third as FloatArray, fourth ?? like(y));
    }
    if (!isDense(y)) throw typeError(name, 'output', KINDS, y);
    checkShape(name, 'cotangent', second, y);
    if (third !== undefined) checkShape(name, 'out', third, y);
    const result = (third as DenseMatrix | undefined) ?? { ...y, data: like(y.data) };
    map(y.data, y.cols, (second as DenseMatrix).data, result.data);
    return result;
  };
  return apply as RowVjp;
};

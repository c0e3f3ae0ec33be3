import type { DenseMatrix, FloatArray } from '@betahat/linalg';
import { rangeError, typeError } from '@betahat/linalg/check';

/** By tag, not `instanceof`: an array from another realm (an iframe, a test runner) is as good. */
export const isFloatArray = (x: unknown): x is FloatArray =>
  ArrayBuffer.isView(x) && /^Float(64|32)Array$/.test((x as FloatArray)[Symbol.toStringTag]);

export const isDense = (x: unknown): x is DenseMatrix =>
  (x as DenseMatrix | null)?.kind === 'dense' && isFloatArray((x as DenseMatrix).data);

/** A new array of the same precision and length. */
export const like = (x: FloatArray): FloatArray =>
  x[Symbol.toStringTag] === 'Float32Array'
    ? new Float32Array(x.length)
    : new Float64Array(x.length);

/** Checks that an array goes with another of the given length. */
export const checkLength = (where: string, argument: string, x: unknown, length: number): void => {
  if (!isFloatArray(x)) throw typeError(where, argument, 'a Float64Array or Float32Array', x);
  if (x.length !== length) throw rangeError(where, `${argument}.length`, `${length}`, x.length);
};

/** Checks that a matrix has the shape of another. */
export const checkShape = (
  where: string,
  argument: string,
  x: unknown,
  like: DenseMatrix,
): void => {
  if (!isDense(x)) throw typeError(where, argument, 'a DenseMatrix', x);
  if (x.rows !== like.rows) throw rangeError(where, `${argument}.rows`, `${like.rows}`, x.rows);
  if (x.cols !== like.cols) throw rangeError(where, `${argument}.cols`, `${like.cols}`, x.cols);
};

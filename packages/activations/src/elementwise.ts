import type { DenseMatrix, FloatArray } from '@betahat/linalg';
import { typeError } from '@betahat/linalg/check';
import { checkLength, checkShape, isDense, isFloatArray, like } from './shape.ts';
import type { Elementwise, ElementwiseVjp } from './types.ts';

const KINDS = 'a number, a Float64Array, a Float32Array or a DenseMatrix';

/**
 * Carries a function of one number over to vectors and matrices.
 *
 * The result goes to `out` (which may be the input itself), or else to a new array of the input's
 * precision. Arithmetic is in double precision, whatever the arrays hold.
 * @throws TypeError when the input or `out` is of another kind
 * @throws RangeError when `out` has another length or shape
 */
export const elementwise = (name: string, f: (x: number) => number): Elementwise => {
  const map = (x: FloatArray, out: FloatArray): FloatArray => {
    for (let i = 0; i < x.length; i++) out[i] = f(x[i]!);
    return out;
  };
  const apply = (
    x: number | FloatArray | DenseMatrix,
    out?: FloatArray | DenseMatrix,
  ): number | FloatArray | DenseMatrix => {
    if (typeof x === 'number') return f(x);
    if (isFloatArray(x)) {
      if (out !== undefined) checkLength(name, 'out', out, x.length);
      return map(x, (out as FloatArray | undefined) ?? like(x));
    }
    if (!isDense(x)) throw typeError(name, 'x', KINDS, x);
    if (out !== undefined) checkShape(name, 'out', out, x);
    const result = (out as DenseMatrix | undefined) ?? { ...x, data: like(x.data) };
    map(x.data, result.data);
    return result;
  };
  return apply as Elementwise;
};

/**
 * Carries a product with a derivative over to vectors and matrices.
 * `f(output, cotangent)` is the product for one entry. `out` may be either argument.
 */
export const elementwiseVjp = (
  name: string,
  f: (output: number, cotangent: number) => number,
): ElementwiseVjp => {
  const map = (y: FloatArray, c: FloatArray, out: FloatArray): FloatArray => {
    for (let i = 0; i < y.length; i++) out[i] = f(y[i]!, c[i]!);
    return out;
  };
  const apply = (
    y: number | FloatArray | DenseMatrix,
    c: number | FloatArray | DenseMatrix,
    out?: FloatArray | DenseMatrix,
  ): number | FloatArray | DenseMatrix => {
    if (typeof y === 'number') {
      if (typeof c !== 'number') throw typeError(name, 'cotangent', 'a number', c);
      return f(y, c);
    }
    if (isFloatArray(y)) {
      checkLength(name, 'cotangent', c, y.length);
      if (out !== undefined) checkLength(name, 'out', out, y.length);
      return map(y, c as FloatArray, (out as FloatArray | undefined) ?? like(y));
    }
    if (!isDense(y)) throw typeError(name, 'output', KINDS, y);
    checkShape(name, 'cotangent', c, y);
    if (out !== undefined) checkShape(name, 'out', out, y);
    const result = (out as DenseMatrix | undefined) ?? { ...y, data: like(y.data) };
    map(y.data, (c as DenseMatrix).data, result.data);
    return result;
  };
  return apply as ElementwiseVjp;
};

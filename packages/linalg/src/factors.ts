import { denseMatrix, distinct, output, outputMatrix, vector } from './arguments.ts';
import type { DenseMatrix, FloatArray, Matrix } from './types.ts';

/**
 * The checked right side of a product with A, and room for the result: of a vector, a vector.
 *
 * @param where the product, for messages
 * @param inner rows that B must have
 * @param outer rows of the result
 */
export const factors = (
  where: string,
  A: Matrix,
  inner: number,
  outer: number,
  B: FloatArray | DenseMatrix,
  out: Float64Array | DenseMatrix | undefined,
) => {
  const isVector = ArrayBuffer.isView(B);
  const { cols: width, data: b } = isVector
    ? { cols: 1, data: vector(where, 'B', B, inner) }
    : denseMatrix(where, 'B', B, inner);
  let c: Float64Array;
  if (out === undefined) c = new Float64Array(outer * width);
  else {
    c = isVector ? output(where, 'out', out, outer) : outputMatrix(where, 'out', out, outer, width);
    distinct(where, 'out', c, 'B', b);
    distinct(where, 'out', c, 'A', A.kind === 'dense' ? A.data : A.values);
  }
  const fresh = isVector ? c : ({ kind: 'dense', rows: outer, cols: width, data: c } as const);
  return { width, b, c, wrapped: out ?? fresh };
};

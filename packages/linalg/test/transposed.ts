import type { FloatArray } from '../src/types.ts';

/** A cols×rows copy of a rows×cols matrix. */
export const transposed = (a: FloatArray, rows: number, cols: number): Float64Array => {
  const t = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) t[j * rows + i] = a[i * cols + j];
  }
  return t;
};

import type { CsrMatrix, FloatArray } from '../types.ts';

/** C (rows×width) = A · B for sparse A and row-major B (cols×width). */
export const csrTimesDense = (
  { rows, values, columns, rowStart }: CsrMatrix,
  b: FloatArray,
  width: number,
  c: Float64Array,
): void => {
  c.fill(0);
  for (let i = 0; i < rows; i++) {
    const to = i * width;
    for (let e = rowStart[i]; e < rowStart[i + 1]; e++) {
      const value = values[e];
      const from = columns[e] * width;
      for (let j = 0; j < width; j++) c[to + j] += value * b[from + j];
    }
  }
};

/** C (cols×width) = Aᵀ · B for sparse A and row-major B (rows×width). */
export const csrTransposeTimesDense = (
  { rows, values, columns, rowStart }: CsrMatrix,
  b: FloatArray,
  width: number,
  c: Float64Array,
): void => {
  c.fill(0);
  for (let i = 0; i < rows; i++) {
    const from = i * width;
    for (let e = rowStart[i]; e < rowStart[i + 1]; e++) {
      const value = values[e];
      const to = columns[e] * width;
      for (let j = 0; j < width; j++) c[to + j] += value * b[from + j];
    }
  }
};

import type { CsrMatrix, FloatArray } from '../types.ts';
import { mirror } from './gram.ts';

/** C = A·Aᵀ (rows×rows). Computes the upper half and mirrors it. */
export const denseOuterGram = (
  a: FloatArray,
  rows: number,
  cols: number,
  c: Float64Array,
): void => {
  const whole = cols - (cols % 4);
  for (let i = 0; i < rows; i++) {
    const p = i * cols;
    for (let j = i; j < rows; j++) {
      const q = j * cols;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let k = 0;
      for (; k < whole; k += 4) {
        s0 += a[p + k] * a[q + k];
        s1 += a[p + k + 1] * a[q + k + 1];
        s2 += a[p + k + 2] * a[q + k + 2];
        s3 += a[p + k + 3] * a[q + k + 3];
      }
      for (; k < cols; k++) s0 += a[p + k] * a[q + k];
      c[i * rows + j] = s0 + s1 + (s2 + s3);
    }
  }
  mirror(c, rows);
};

/** The same for sparse A: row i is spread out once, then met by every later row. */
export const csrOuterGram = (
  { rows, cols, values, columns, rowStart }: CsrMatrix,
  c: Float64Array,
): void => {
  const spread = new Float64Array(cols);
  for (let i = 0; i < rows; i++) {
    for (let e = rowStart[i]; e < rowStart[i + 1]; e++) spread[columns[e]] = values[e];
    for (let j = i; j < rows; j++) {
      let s = 0;
      for (let e = rowStart[j]; e < rowStart[j + 1]; e++) s += values[e] * spread[columns[e]];
      c[i * rows + j] = s;
    }
    for (let e = rowStart[i]; e < rowStart[i + 1]; e++) spread[columns[e]] = 0;
  }
  mirror(c, rows);
};

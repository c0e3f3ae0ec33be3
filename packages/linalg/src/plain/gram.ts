import type { CsrMatrix, FloatArray } from '../types.ts';

/** Copies the upper half of a size×size matrix onto the lower. */
export const mirror = (c: Float64Array, size: number): void => {
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) c[j * size + i] = c[i * size + j];
  }
};

/** C = Aᵀ·diag(d)·A, d = 1 where null. Computes the upper half and mirrors it. */
export const denseGram = (
  a: FloatArray,
  rows: number,
  cols: number,
  d: FloatArray | null,
  c: Float64Array,
): void => {
  c.fill(0);
  let i = 0;
  for (; i + 3 < rows; i += 4) {
    const x0 = i * cols;
    const x1 = x0 + cols;
    const x2 = x1 + cols;
    const x3 = x2 + cols;
    for (let j = 0; j < cols; j++) {
      const a0 = d === null ? a[x0 + j] : d[i] * a[x0 + j];
      const a1 = d === null ? a[x1 + j] : d[i + 1] * a[x1 + j];
      const a2 = d === null ? a[x2 + j] : d[i + 2] * a[x2 + j];
      const a3 = d === null ? a[x3 + j] : d[i + 3] * a[x3 + j];
      const to = j * cols;
      for (let k = j; k < cols; k++) {
        c[to + k] += a0 * a[x0 + k] + a1 * a[x1 + k] + (a2 * a[x2 + k] + a3 * a[x3 + k]);
      }
    }
  }
  for (; i < rows; i++) {
    const x0 = i * cols;
    for (let j = 0; j < cols; j++) {
      const a0 = d === null ? a[x0 + j] : d[i] * a[x0 + j];
      const to = j * cols;
      for (let k = j; k < cols; k++) c[to + k] += a0 * a[x0 + k];
    }
  }
  mirror(c, cols);
};

/** The same for sparse A. */
export const csrGram = (
  { rows, cols, values, columns, rowStart }: CsrMatrix,
  d: FloatArray | null,
  c: Float64Array,
): void => {
  c.fill(0);
  for (let i = 0; i < rows; i++) {
    const end = rowStart[i + 1];
    for (let e = rowStart[i]; e < end; e++) {
      const scaled = d === null ? values[e] : d[i] * values[e];
      const to = columns[e] * cols;
      // Columns ascend within a row: what follows e is the upper half.
      for (let f = e; f < end; f++) c[to + columns[f]] += scaled * values[f];
    }
  }
  mirror(c, cols);
};

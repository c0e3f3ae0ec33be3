import type { FloatArray } from '../types.ts';

/*
 * Products with several right-hand sides in plain TypeScript. All matrices are row-major; inner loops
 * run along rows of the right-hand side, so that nothing is transposed.
 */

/** C (rows×width) = A (rows×cols) · B (cols×width). */
export const denseTimesDense = (
  a: FloatArray,
  rows: number,
  cols: number,
  b: FloatArray,
  width: number,
  c: Float64Array,
): void => {
  c.fill(0);
  // 32 columns of A at a time: their rows of B stay in the cache for all rows of A.
  for (let start = 0; start < cols; start += 32) {
    const end = Math.min(start + 32, cols);
    for (let i = 0; i < rows; i++) {
      const to = i * width;
      let k = start;
      for (; k + 3 < end; k += 4) {
        const at = i * cols + k;
        const a0 = a[at];
        const a1 = a[at + 1];
        const a2 = a[at + 2];
        const a3 = a[at + 3];
        const b0 = k * width;
        const b1 = b0 + width;
        const b2 = b1 + width;
        const b3 = b2 + width;
        for (let j = 0; j < width; j++) {
          c[to + j] += a0 * b[b0 + j] + a1 * b[b1 + j] + (a2 * b[b2 + j] + a3 * b[b3 + j]);
        }
      }
      for (; k < end; k++) {
        const a0 = a[i * cols + k];
        const b0 = k * width;
        for (let j = 0; j < width; j++) c[to + j] += a0 * b[b0 + j];
      }
    }
  }
};

/** C (cols×width) = Aᵀ · B, A rows×cols, B rows×width. */
export const denseTransposeTimesDense = (
  a: FloatArray,
  rows: number,
  cols: number,
  b: FloatArray,
  width: number,
  c: Float64Array,
): void => {
  c.fill(0);
  let i = 0;
  // Four rows at a time: C, the larger part, is read and written a quarter as often.
  for (; i + 3 < rows; i += 4) {
    const b0 = i * width;
    const b1 = b0 + width;
    const b2 = b1 + width;
    const b3 = b2 + width;
    for (let k = 0; k < cols; k++) {
      const a0 = a[i * cols + k];
      const a1 = a[(i + 1) * cols + k];
      const a2 = a[(i + 2) * cols + k];
      const a3 = a[(i + 3) * cols + k];
      const to = k * width;
      for (let j = 0; j < width; j++) {
        c[to + j] += a0 * b[b0 + j] + a1 * b[b1 + j] + (a2 * b[b2 + j] + a3 * b[b3 + j]);
      }
    }
  }
  for (; i < rows; i++) {
    const b0 = i * width;
    for (let k = 0; k < cols; k++) {
      const a0 = a[i * cols + k];
      const to = k * width;
      for (let j = 0; j < width; j++) c[to + j] += a0 * b[b0 + j];
    }
  }
};

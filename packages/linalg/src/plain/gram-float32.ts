import type { FloatArray } from '../types.ts';
import { mirror } from './gram.ts';

/**
 * C = Aᵀ·diag(d)·A, d = 1 where null: sums of `run` rows in float32, and those in float64. A product of
 * two float32 numbers is exact in float64, so that each step rounds once, as a fused one does.
 */
export const denseGram32 = (
  a: Float32Array,
  rows: number,
  cols: number,
  d: FloatArray | null,
  run: number,
  c: Float64Array,
): void => {
  c.fill(0);
  const sums = new Float32Array(cols * cols);
  for (let first = 0; first < rows; first += run) {
    sums.fill(0);
    for (let i = first; i < Math.min(rows, first + run); i++) {
      const x = i * cols;
      for (let j = 0; j < cols; j++) {
        const scaled = d === null ? a[x + j] : Math.fround(Math.fround(d[i]) * a[x + j]);
        for (let k = j; k < cols; k++) sums[j * cols + k] += scaled * a[x + k];
      }
    }
    for (let k = 0; k < c.length; k++) c[k] += sums[k];
  }
  mirror(c, cols);
};

import type { FloatArray } from '../types.ts';

/*
 * The two halves of a pass over rows of a dense matrix, in plain TypeScript: the oracle of the SIMD
 * kernels and what runs where those cannot. Rows are given by their offset into `data`.
 */

/** logits[i·K + k] = Σⱼ x[i][j]·w[k][j] + b[k] for `rows` rows from `offset` on. */
export const denseForward = (
  data: FloatArray,
  offset: number,
  rows: number,
  cols: number,
  coefficients: FloatArray,
  intercepts: Float64Array | null,
  outputs: number,
  logits: Float64Array,
): void => {
  const whole = cols - (cols % 4);
  for (let i = 0; i < rows; i++) {
    const row = offset + i * cols;
    for (let k = 0; k < outputs; k++) {
      const w = k * cols;
      // Four chains: the additions of one chain wait for each other. The order is the same for
      // every row, so that a row's logits do not depend on the rows beside it.
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let j = 0;
      for (; j < whole; j += 4) {
        s0 += data[row + j] * coefficients[w + j];
        s1 += data[row + j + 1] * coefficients[w + j + 1];
        s2 += data[row + j + 2] * coefficients[w + j + 2];
        s3 += data[row + j + 3] * coefficients[w + j + 3];
      }
      for (; j < cols; j++) s0 += data[row + j] * coefficients[w + j];
      const total = s0 + s1 + (s2 + s3);
      logits[i * outputs + k] = intercepts === null ? total : total + intercepts[k];
    }
  }
};

/** gradient[k][j] += Σᵢ r[i·K + k]·x[i][j] for `rows` rows from `offset` on. */
export const denseBackward = (
  data: FloatArray,
  offset: number,
  rows: number,
  cols: number,
  residuals: FloatArray,
  outputs: number,
  gradient: Float64Array,
): void => {
  for (let k = 0; k < outputs; k++) {
    const g = k * cols;
    let i = 0;
    for (; i + 3 < rows; i += 4) {
      const x0 = offset + i * cols;
      const x1 = x0 + cols;
      const x2 = x1 + cols;
      const x3 = x2 + cols;
      const r0 = residuals[i * outputs + k];
      const r1 = residuals[(i + 1) * outputs + k];
      const r2 = residuals[(i + 2) * outputs + k];
      const r3 = residuals[(i + 3) * outputs + k];
      for (let j = 0; j < cols; j++) {
        gradient[g + j] +=
          r0 * data[x0 + j] + r1 * data[x1 + j] + (r2 * data[x2 + j] + r3 * data[x3 + j]);
      }
    }
    for (; i < rows; i++) {
      const x0 = offset + i * cols;
      const r0 = residuals[i * outputs + k];
      for (let j = 0; j < cols; j++) gradient[g + j] += r0 * data[x0 + j];
    }
  }
};

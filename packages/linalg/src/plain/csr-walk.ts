import type { CsrMatrix, FloatArray } from '../types.ts';

/*
 * The two halves of a pass over rows of a sparse matrix, in plain TypeScript: they add in the order of
 * the kernels in assembly/sparse.ts, which do not fuse, and so give the same bits on the same blocks.
 */

/** logits[i·K + k] = Σ v·w[k][column] + b[k] for rows start … end − 1. */
export const csrForward = (
  m: CsrMatrix,
  start: number,
  end: number,
  coefficients: FloatArray,
  intercepts: Float64Array | null,
  outputs: number,
  logits: Float64Array,
): void => {
  const { values, columns, rowStart, cols } = m;
  for (let i = start; i < end; i++) {
    const first = rowStart[i];
    const last = rowStart[i + 1];
    const o = (i - start) * outputs;
    for (let k = 0; k < outputs; k++) {
      const w = k * cols;
      const b = intercepts === null ? 0 : intercepts[k];
      let e = first;
      // Four sums for one output, as the kernel has them; otherwise all in the first.
      let [s0, s1, t0, t1] = [0, 0, 0, 0];
      if (outputs === 1) {
        for (; e + 3 < last; e += 4) {
          s0 += values[e] * coefficients[columns[e]];
          s1 += values[e + 1] * coefficients[columns[e + 1]];
          t0 += values[e + 2] * coefficients[columns[e + 2]];
          t1 += values[e + 3] * coefficients[columns[e + 3]];
        }
        if (e + 1 < last) {
          s0 += values[e] * coefficients[columns[e++]];
          s1 += values[e] * coefficients[columns[e++]];
        }
      }
      for (; e < last; e++) s0 += values[e] * coefficients[w + columns[e]];
      logits[o + k] = s0 + t0 + (s1 + t1) + b;
    }
  }
};

/** gradient[k][column] += Σ r[i·K + k]·v for rows start … end − 1. */
export const csrBackward = (
  m: CsrMatrix,
  start: number,
  end: number,
  residuals: FloatArray,
  outputs: number,
  gradient: Float64Array,
): void => {
  const { values, columns, rowStart, cols } = m;
  for (let i = start; i < end; i++) {
    const first = rowStart[i];
    const last = rowStart[i + 1];
    for (let k = 0; k < outputs; k++) {
      const r = residuals[(i - start) * outputs + k];
      const g = k * cols;
      for (let e = first; e < last; e++) gradient[g + columns[e]] += r * values[e];
    }
  }
};

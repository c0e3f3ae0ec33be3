import type { CsrMatrix, FloatArray } from '../types.ts';

/*
 * The two halves of a pass over rows of a sparse matrix, in plain TypeScript.
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
      let s0 = 0;
      let s1 = 0;
      let e = first;
      for (; e + 1 < last; e += 2) {
        s0 += values[e] * coefficients[w + columns[e]];
        s1 += values[e + 1] * coefficients[w + columns[e + 1]];
      }
      if (e < last) s0 += values[e] * coefficients[w + columns[e]];
      logits[o + k] = intercepts === null ? s0 + s1 : s0 + s1 + intercepts[k];
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

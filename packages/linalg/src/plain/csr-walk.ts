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
      let even = 0;
      let odd = 0;
      let e = first;
      if (outputs === 1) {
        for (; e + 1 < last; e += 2) {
          even += values[e] * coefficients[columns[e]];
          odd += values[e + 1] * coefficients[columns[e + 1]];
        }
      }
      for (; e < last; e++) even += values[e] * coefficients[w + columns[e]];
      logits[o + k] = even + odd + b;
    }
  }
};

/**
 * One output: two rows side by side, half of the rows apart, four entries of one and four of the other
 * in turn, as in assembly/sparse.ts.
 */
const backwardOne = (
  { values, columns, rowStart }: CsrMatrix,
  start: number,
  end: number,
  residuals: FloatArray,
  gradient: Float64Array,
): void => {
  const add = (r: number, from: number, to: number): void => {
    for (let e = from; e < to; e++) gradient[columns[e]] += r * values[e];
  };
  const half = (end - start) >> 1;
  for (let i = start; i < start + half; i++) {
    const [r, q] = [residuals[i - start], residuals[i - start + half]];
    let [e, f] = [rowStart[i], rowStart[i + half]];
    const [n, m] = [rowStart[i + 1], rowStart[i + half + 1]];
    for (; e + 3 < n && f + 3 < m; e += 4, f += 4) {
      add(r, e, e + 4);
      add(q, f, f + 4);
    }
    add(r, e, n);
    add(q, f, m);
  }
  if (start + 2 * half < end) add(residuals[2 * half], rowStart[end - 1], rowStart[end]);
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
  if (outputs === 1) {
    backwardOne(m, start, end, residuals, gradient);
    return;
  }
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

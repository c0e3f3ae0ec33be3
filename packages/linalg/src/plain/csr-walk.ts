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
 * One output: two rows side by side, half of the rows apart, two entries of one and two of the other
 * in turn, as in assembly/sparse.ts.
 */
const backwardOne = (
  { values, columns, rowStart }: CsrMatrix,
  start: number,
  end: number,
  residuals: FloatArray,
  gradient: Float64Array,
): void => {
  const add = (row: number, from: number, to: number): void => {
    for (let e = from; e < to; e++) gradient[columns[e]] += residuals[row - start] * values[e];
  };
  const apart = (end - start + 1) >> 1;
  for (let i = start; i < start + apart; i++) {
    const k = i + apart;
    let [e, f] = [rowStart[i], rowStart[k]];
    const [n, m] = [rowStart[i + 1], k < end ? rowStart[k + 1] : f];
    for (; e + 1 < n && f + 1 < m; e += 2, f += 2) {
      add(i, e, e + 2);
      add(k, f, f + 2);
    }
    add(i, e, n);
    add(k, f, m);
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

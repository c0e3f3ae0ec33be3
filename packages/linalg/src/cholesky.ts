import { distinct, outputMatrix, squareMatrix } from './arguments.ts';
import { kernelProduct } from './kernels/product.ts';
import type { DenseMatrix } from './types.ts';

/** A = L·Lᵀ with L lower triangular (row-major, zeros above the diagonal). Plain data. */
export interface Cholesky {
  readonly kind: 'cholesky';
  readonly size: number;
  readonly L: DenseMatrix;
}

/** A matrix that has no Cholesky factor: says at which pivot that showed. */
export class NotPositiveDefiniteError extends Error {
  override readonly name = 'NotPositiveDefiniteError';
  /** Row and column, from 0, of the pivot that is not a positive finite number. */
  readonly pivot: number;
  /** What was left of the diagonal there: zero, negative, NaN or infinite. */
  readonly value: number;

  constructor(where: string, pivot: number, value: number) {
    super(
      `${where}: A must be positive definite, but pivot ${pivot} is ${value}. ` +
        'Add to the diagonal, or use pivotedCholesky for a semidefinite matrix.',
    );
    this.pivot = pivot;
    this.value = value;
  }
}

/** Columns that are factored at a time, by plain loops; what is right of them is left to kernels. */
const BLOCK = 32;

/** What is left is factored as one panel up to this size. */
const ALONE = 64;

/** Factors columns start … end − 1; what came before is already subtracted. Rows below included. */
const factorPanel = (l: Float64Array, size: number, start: number, end: number): void => {
  for (let j = start; j < end; j++) {
    const q = j * size;
    let pivot = l[q + j];
    for (let k = start; k < j; k++) pivot -= l[q + k] * l[q + k];
    if (!(pivot > 0 && pivot < Number.POSITIVE_INFINITY)) {
      throw new NotPositiveDefiniteError('cholesky', j, pivot);
    }
    const root = Math.sqrt(pivot);
    l[q + j] = root;
    let i = j + 1;
    // Four rows at a time: one alone would wait for each of its sums.
    for (; i + 3 < size; i += 4) {
      const p0 = i * size;
      const p1 = p0 + size;
      const p2 = p1 + size;
      const p3 = p2 + size;
      let s0 = l[p0 + j];
      let s1 = l[p1 + j];
      let s2 = l[p2 + j];
      let s3 = l[p3 + j];
      for (let k = start; k < j; k++) {
        const t = l[q + k];
        s0 -= l[p0 + k] * t;
        s1 -= l[p1 + k] * t;
        s2 -= l[p2 + k] * t;
        s3 -= l[p3 + k] * t;
      }
      l[p0 + j] = s0 / root;
      l[p1 + j] = s1 / root;
      l[p2 + j] = s2 / root;
      l[p3 + j] = s3 / root;
    }
    for (; i < size; i++) {
      const p = i * size;
      let s = l[p + j];
      for (let k = start; k < j; k++) s -= l[p + k] * l[q + k];
      l[p + j] = s / root;
    }
  }
};

/** The same by kernels, from a copy of the panel below `end`; false without them. */
const updateByKernels = (l: Float64Array, size: number, start: number, end: number): boolean => {
  const rows = size - end;
  const cols = end - start;
  const panel = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i++) {
    const from = (end + i) * size;
    panel.set(l.subarray(from + start, from + end), i * cols);
  }
  const factor = { matrix: { kind: 'dense', rows, cols, data: panel }, along: 'rows' } as const;
  return kernelProduct({
    left: factor,
    right: factor,
    scale: null,
    lower: true,
    take: (block, rowStart, columnStart, count, columns, stride) => {
      for (let i = 0; i < count; i++) {
        const row = end + rowStart + i;
        const to = row * size + end + columnStart;
        const most = Math.min(columns, row - end - columnStart + 1);
        for (let j = 0; j < most; j++) l[to + j] -= block[i * stride + j];
      }
    },
  });
};

/** Subtracts what columns start … end − 1 contribute from the lower half right of them. */
const updateTrailing = (l: Float64Array, size: number, start: number, end: number): void => {
  for (let j0 = end; j0 < size; j0 += BLOCK) {
    const j1 = Math.min(j0 + BLOCK, size);
    for (let i = j0; i < size; i++) {
      const p = i * size;
      for (let j = j0; j < Math.min(j1, i + 1); j++) {
        const q = j * size;
        let s0 = 0;
        let s1 = 0;
        let k = start;
        for (; k + 1 < end; k += 2) {
          s0 += l[p + k] * l[q + k];
          s1 += l[p + k + 1] * l[q + k + 1];
        }
        if (k < end) s0 += l[p + k] * l[q + k];
        l[p + j] -= s0 + s1;
      }
    }
  }
};

/**
 * The Cholesky factor L of a symmetric positive definite matrix, A = L·Lᵀ, by blocks of columns.
 * Only the lower half of A is read; A is left alone.
 *
 * @param A dense, size×size
 * @param out where L goes, dense float64 size×size, A itself if that is no longer needed; a new matrix
 *   otherwise. Where there is no factor its numbers mean nothing
 * @throws NotPositiveDefiniteError { pivot, value } at the first pivot that is not positive
 * @throws TypeError or RangeError where A is not a square dense matrix
 * @example
 * cholesky(fromRows([[4, 2], [2, 5]])).L.data; // Float64Array [2, 0, 1, 2]
 */
export const cholesky = (A: DenseMatrix, out?: DenseMatrix): Cholesky => {
  const { rows: size, data } = squareMatrix('cholesky', 'A', A);
  const l =
    out === undefined
      ? new Float64Array(size * size)
      : outputMatrix('cholesky', 'out', out, size, size);
  if (l !== data) {
    if (out !== undefined) distinct('cholesky', 'out', l, 'A', data);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) l[i * size + j] = data[i * size + j];
    }
  }
  if (out !== undefined) for (let i = 0; i < size; i++) l.fill(0, i * size + i + 1, (i + 1) * size);
  for (let start = 0, end = 0; end < size; start = end) {
    end = size - start <= ALONE ? size : start + BLOCK;
    factorPanel(l, size, start, end);
    if (end === size) break;
    if (!updateByKernels(l, size, start, end)) updateTrailing(l, size, start, end);
  }
  const L = out ?? { kind: 'dense', rows: size, cols: size, data: l };
  return { kind: 'cholesky', size, L };
};

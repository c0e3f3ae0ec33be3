import type { Matrix } from '../types.ts';

/** The first row at which so many entries or more lie before it. */
const rowAt = (rowStart: Uint32Array, entries: number): number => {
  let [low, high] = [0, rowStart.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rowStart[middle] < entries) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * Where to cut the rows of a matrix into `parts` of about equal work: rows where dense, entries where
 * sparse. Parts + 1 row numbers, from 0 to rows, never descending; they rest on the matrix alone.
 */
export const rowParts = (A: Matrix, parts: number): number[] => {
  const { rows } = A;
  const cut = (k: number): number => {
    if (A.kind === 'dense') return Math.floor((rows * k) / parts);
    const [first, last] = [A.rowStart[0], A.rowStart[rows]];
    return rowAt(A.rowStart, first + Math.floor(((last - first) * k) / parts));
  };
  return Array.from({ length: parts + 1 }, (_, k) => (k === 0 ? 0 : k === parts ? rows : cut(k)));
};

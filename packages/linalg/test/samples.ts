import fc from 'fast-check';
import { csrFromTriplets } from '../src/csr-from-triplets.ts';
import type { CsrMatrix, DenseMatrix } from '../src/types.ts';

/** Sizes around the edges of tiles and blocks. */
export const SIZES = [0, 1, 2, 3, 7, 8, 9, 63, 64, 65];

/** Shapes from those sizes, most of them not square. */
export const SHAPES: readonly (readonly [rows: number, cols: number])[] = [
  ...SIZES.map((n) => [n, n] as const),
  ...SIZES.map((n, i) => [n, SIZES[SIZES.length - 1 - i]] as const),
  [0, 5],
  [5, 0],
  [1, 1000],
  [1000, 1],
  [257, 19],
  [1031, 20],
  [130, 50],
];

/** Repeatable numbers in [−1, 1): a linear congruential generator is random enough for products. */
export const numbers = (count: number, seed = 1): Float64Array => {
  let state = (seed * 2654435761) >>> 0;
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
};

export const denseSample = (rows: number, cols: number, seed = 1): DenseMatrix => ({
  kind: 'dense',
  rows,
  cols,
  data: numbers(rows * cols, seed),
});

export const float32Sample = (rows: number, cols: number, seed = 1): DenseMatrix => ({
  kind: 'dense',
  rows,
  cols,
  data: Float32Array.from(numbers(rows * cols, seed)),
});

/** About a quarter of the entries stored; the first and last row empty where there are several. */
export const sparseSample = (rows: number, cols: number, seed = 1): CsrMatrix => {
  const chance = numbers(rows * cols, seed + 100);
  const values = numbers(rows * cols, seed);
  const triplets: [number, number, number][] = [];
  for (let i = 0; i < rows; i++) {
    if (rows > 3 && (i === 0 || i === rows - 1)) continue;
    for (let j = 0; j < cols; j++) {
      if (chance[i * cols + j] > 0.5) triplets.push([i, j, values[i * cols + j]]);
    }
  }
  return csrFromTriplets(rows, cols, triplets);
};

/** Rows of doubles, every one of them, with a shape that need not be square. */
export const anyRows = (most = 8): fc.Arbitrary<number[][]> =>
  fc
    .tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: most }))
    .chain(([rows, cols]) =>
      fc.array(
        fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), {
          minLength: cols,
          maxLength: cols,
        }),
        {
          minLength: rows,
          maxLength: rows,
        },
      ),
    );

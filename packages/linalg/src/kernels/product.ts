import type { DenseMatrix, FloatArray } from '../types.ts';
import { type Arena, arenaOf, kernelsIn, stagingArena, WORK_START } from './arena.ts';
import { productSource } from './product.generated.ts';
import type { ProductKernels } from './product-kernels.ts';

/*
 * C = Σ_k left[k]·right[k]ᵀ by the register tile of assembly/product.ts, block by block: 512×512 of C
 * at a time, 64 steps of k at a time, so that the packed panels stay in the second-level cache.
 */

/** Rows and columns of C in a block: 2 MB, and with the panels no more than a resident arena has. */
const WIDTH = 512;

/** Steps of k in a block: 64 was the fastest of 32 to 512 or within 5 % of it, at 20 to 500 columns. */
const DEPTH = 64;

/** Where things lie in an arena, in bytes from its base. */
const C = WORK_START;
const LEFT = C + WIDTH * WIDTH * 8;
const RIGHT = LEFT + WIDTH * DEPTH * 8;
const SCALE = RIGHT + WIDTH * DEPTH * 8;
const STAGE = SCALE + DEPTH * 8;

/** A factor: a matrix of which the rows or the columns are the vectors left[·] or right[·]. */
export interface Factor {
  readonly matrix: DenseMatrix;
  /** 'columns': k runs along rows of the matrix and C along its columns. 'rows': the other way. */
  readonly along: 'columns' | 'rows';
}

/** What to compute; `take` receives each block of C. */
export interface Product {
  readonly left: Factor;
  readonly right: Factor;
  /** A weight for each k, or null. */
  readonly scale: FloatArray | null;
  /** Only the lower half is asked for; left and right are the same. */
  readonly lower: boolean;
  /**
   * Gets rows rowStart… and columns columnStart… of C, as `rows` rows of `columns` numbers, `stride`
   * numbers apart. Right of the diagonal of a `lower` product they mean nothing.
   */
  readonly take: (
    block: Float64Array,
    rowStart: number,
    columnStart: number,
    rows: number,
    columns: number,
    stride: number,
  ) => void;
}

const widthOf = ({ matrix, along }: Factor): number =>
  along === 'columns' ? matrix.cols : matrix.rows;

const depthOf = ({ matrix, along }: Factor): number =>
  along === 'columns' ? matrix.rows : matrix.cols;

/** Equal blocks of at most WIDTH, a multiple of four each but the last. */
const blockWidth = (width: number): number => {
  const blocks = Math.max(1, Math.ceil(width / WIDTH));
  return Math.min(WIDTH, 4 * Math.ceil(width / blocks / 4));
};

/** Packs `width` vectors from `start` on, `depth` steps of each from `k` on, to `out`. */
const pack = (
  arena: Arena,
  kernels: ProductKernels,
  { matrix, along }: Factor,
  start: number,
  width: number,
  k: number,
  depth: number,
  out: number,
): void => {
  const { data, cols } = matrix;
  const columns = along === 'columns';
  const row = columns ? k : start;
  const column = columns ? start : k;
  const rows = columns ? depth : width;
  const count = columns ? width : depth;
  let x = arena.base + STAGE;
  let stride = count * 8;
  if (data.buffer === arena.memory.buffer && data.BYTES_PER_ELEMENT === 8) {
    x = data.byteOffset + (row * cols + column) * 8;
    stride = cols * 8;
  } else {
    const { f64 } = arena;
    const to = x / 8;
    if (count === cols) f64.set(data.subarray(row * cols, (row + rows) * cols), to);
    else {
      for (let i = 0; i < rows; i++) {
        const from = (row + i) * cols + column;
        f64.set(data.subarray(from, from + count), to + i * count);
      }
    }
  }
  (columns ? kernels.packColumns : kernels.packRows)(x, stride, depth, width, out);
};

/** The arena to compute in: that of the left matrix if it lies in one that is idle. */
const arenaFor = ({ left, right }: Pick<Product, 'left' | 'right'>): Arena | null => {
  const home = arenaOf(left.matrix.data) ?? arenaOf(right.matrix.data);
  if (home === undefined || home.busy) return stagingArena();
  // What lies below `data` is for working in: a matrix there would be written over.
  const below = [left, right].some(
    ({ matrix: { data } }) => arenaOf(data) === home && data.byteOffset < home.data,
  );
  return below ? stagingArena() : home;
};

/** Computes a product by kernels and returns true; false, with nothing done, where there are none. */
export const kernelProduct = (product: Product): boolean => {
  const { left, right, scale, lower, take } = product;
  const arena = arenaFor(product);
  if (arena === null) return false;
  const kernels = kernelsIn<ProductKernels>(arena, productSource);
  if (kernels === null) return false;
  const m = widthOf(left);
  const n = widthOf(right);
  const depth = depthOf(left);
  const mBlock = blockWidth(m);
  const nBlock = blockWidth(n);
  const { f64, base } = arena;
  const [panelsLeft, panelsRight, weights, c] = [LEFT, RIGHT, SCALE, C].map((at) => base + at);
  arena.busy = true;
  try {
    for (let i = 0; i < m; i += mBlock) {
      const rows = Math.min(mBlock, m - i);
      const rowPanels = Math.ceil(rows / 4);
      for (let j = 0; j < (lower ? i + 1 : n); j += nBlock) {
        const columns = Math.min(nBlock, n - j);
        const panels = Math.ceil(columns / 4);
        const diagonal = lower && i === j;
        f64.fill(0, c / 8, c / 8 + 16 * rowPanels * panels);
        for (let k = 0; k < depth; k += DEPTH) {
          const steps = Math.min(DEPTH, depth - k);
          pack(arena, kernels, left, i, rows, k, steps, panelsLeft);
          let b = diagonal ? panelsLeft : panelsRight;
          if (!diagonal) pack(arena, kernels, right, j, columns, k, steps, panelsRight);
          if (scale !== null) {
            f64.set(scale.subarray(k, k + steps), weights / 8);
            kernels.scalePanels(b, panels, steps, weights, panelsRight);
            b = panelsRight;
          }
          kernels.tiles(panelsLeft, rowPanels, b, panels, steps, c, panels * 32, diagonal ? 1 : 0);
        }
        const block = f64.subarray(c / 8, c / 8 + 16 * rowPanels * panels);
        take(block, i, j, rows, columns, panels * 4);
      }
    }
  } finally {
    arena.busy = false;
  }
  return true;
};

/** Puts blocks of C into a row-major matrix of `width` columns. */
const takeInto =
  (c: Float64Array, width: number): Product['take'] =>
  (block, rowStart, columnStart, rows, columns, stride) => {
    for (let i = 0; i < rows; i++) {
      const row = block.subarray(i * stride, i * stride + columns);
      c.set(row, (rowStart + i) * width + columnStart);
    }
  };

/** The lower half of Σ_k scale[k]·a[k]·a[k]ᵀ into C; false, with nothing done, without kernels. */
export const kernelGram = (factor: Factor, scale: FloatArray | null, c: Float64Array): boolean =>
  kernelProduct({
    left: factor,
    right: factor,
    scale,
    lower: true,
    take: takeInto(c, widthOf(factor)),
  });

/** Puts a one behind each row that is packed: in what the last panel has left over, or in one more. */
const packOnes = (f64: Float64Array, width: number, depth: number, panels: number): void => {
  const last = panels / 8 + (width >> 2) * depth * 4;
  const lane = width & 3;
  // What is right of it in a panel of its own is left over from before: it gives numbers that nobody reads.
  for (let k = 0; k < depth; k++) f64[last + 4 * k + lane] = 1;
};

/**
 * The lower half of Σ_k d[k]·x[k]·x[k]ᵀ for several weightings d of the rows x[k], each with a one behind it
 * where `ones`: see weightedGrams. Rows are packed once for as many products as there is room for.
 * `done` is called when a product is in C. False, with nothing done, where it is too wide or without kernels.
 */
export const kernelGrams = (
  matrix: DenseMatrix,
  ones: boolean,
  count: number,
  weigh: (which: number, start: number, end: number, out: Float64Array, at: number) => void,
  c: Float64Array,
  done: (which: number) => void,
): boolean => {
  const { rows, cols } = matrix;
  const width = cols + (ones ? 1 : 0);
  if (width > WIDTH) return false;
  const factor: Factor = { matrix, along: 'columns' };
  const arena = arenaFor({ left: factor, right: factor });
  const kernels = arena === null ? null : kernelsIn<ProductKernels>(arena, productSource);
  if (arena === null || kernels === null) return false;
  const { f64, base } = arena;
  const [panelsLeft, panelsRight, weights, first] = [LEFT, RIGHT, SCALE, C].map((at) => base + at);
  const panels = Math.ceil(width / 4);
  const numbers = 16 * panels * panels;
  const together = Math.max(1, Math.min(count, Math.floor((WIDTH * WIDTH) / Math.max(1, numbers))));
  for (let from = 0; from < count; from += together) {
    const to = Math.min(from + together, count);
    arena.busy = true;
    try {
      f64.fill(0, first / 8, first / 8 + (to - from) * numbers);
      for (let k = 0; k < rows; k += DEPTH) {
        const steps = Math.min(DEPTH, rows - k);
        pack(arena, kernels, factor, 0, cols, k, steps, panelsLeft);
        if (ones) packOnes(f64, cols, steps, panelsLeft);
        for (let which = from; which < to; which++) {
          weigh(which, k, k + steps, f64, weights / 8);
          kernels.scalePanels(panelsLeft, panels, steps, weights, panelsRight);
          const at = first + 8 * numbers * (which - from);
          kernels.tiles(panelsLeft, panels, panelsRight, panels, steps, at, panels * 32, 1);
        }
      }
      for (let which = from; which < to; which++) {
        let at = first / 8 + numbers * (which - from);
        for (let i = 0; i < width; i++, at += 4 * panels) {
          for (let j = 0; j <= i; j++) c[i * width + j] = f64[at + j];
        }
        done(which);
      }
    } finally {
      arena.busy = false;
    }
  }
  return true;
};

/** Copies the lower half of a size×size matrix onto the upper, in blocks that the cache holds. */
export const mirrorLower = (c: Float64Array, size: number): void => {
  for (let i0 = 0; i0 < size; i0 += 32) {
    const i1 = Math.min(i0 + 32, size);
    for (let j0 = 0; j0 <= i0; j0 += 32) {
      for (let i = i0; i < i1; i++) {
        const j1 = Math.min(j0 + 32, i);
        for (let j = j0; j < j1; j++) c[j * size + i] = c[i * size + j];
      }
    }
  }
};

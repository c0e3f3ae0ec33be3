import type { FloatArray } from '../types.ts';
import { type Arena, arenaOf, kernelsIn, stagingArena, WORK_START } from './arena.ts';
import type { ProductKernels } from './product-kernels.ts';
import { product32Source } from './product32.generated.ts';

/*
 * The lower half of Aᵀ·diag(d)·A for float32 A by the tile of assembly/product32.ts: 512×512 of the
 * result at a time, a run of rows at a time.
 */

/** Rows that are summed in float32 before they are added to float64. */
export const RUN_ROWS = 128;

/** Columns in a block, a multiple of eight. */
const WIDTH = 512;

/** Where things lie in an arena, in bytes from its base. */
const C = WORK_START;
const LEFT = C + WIDTH * WIDTH * 8;
const RIGHT = LEFT + WIDTH * RUN_ROWS * 4;
const SCALE = RIGHT + WIDTH * RUN_ROWS * 4;
const STAGE = SCALE + RUN_ROWS * 8;

/** The arena that A lies in, if it is idle, or another. */
const arenaFor = (a: Float32Array): Arena | null => {
  const home = arenaOf(a);
  return home !== undefined && !home.busy && a.byteOffset >= home.data ? home : stagingArena();
};

/** Computes it into c (cols×cols) and returns true; false, with nothing done, where there are no kernels. */
export const kernelGram32 = (
  a: Float32Array,
  rows: number,
  cols: number,
  d: FloatArray | null,
  c: Float64Array,
): boolean => {
  const arena = arenaFor(a);
  const kernels = arena && kernelsIn<Omit<ProductKernels, 'packRows'>>(arena, product32Source);
  if (arena === null || kernels === null) return false;
  const { f64, u32, base } = arena;
  const [sums, left, right, scale, stage] = [C, LEFT, RIGHT, SCALE, STAGE].map((at) => base + at);
  const isResident = a.buffer === arena.memory.buffer;
  // Copied as bits: from one array of numbers to another of the same kind.
  const bits = new Uint32Array(a.buffer, a.byteOffset, a.length);

  /** Packs `count` columns from `column` on of `steps` rows from `row` on. */
  const pack = (column: number, count: number, row: number, steps: number, to: number): void => {
    const from = row * cols + column;
    if (isResident) {
      kernels.packColumns(a.byteOffset + 4 * from, 4 * cols, steps, count, to);
      return;
    }
    for (let i = 0; i < (count === cols ? 1 : steps); i++) {
      const start = from + i * cols;
      const block = bits.subarray(start, start + (count === cols ? steps * cols : count));
      u32.set(block, stage / 4 + i * count);
    }
    kernels.packColumns(stage, 4 * count, steps, count, to);
  };

  arena.busy = true;
  try {
    for (let i = 0; i < cols; i += WIDTH) {
      const height = Math.min(WIDTH, cols - i);
      for (let j = 0; j <= i; j += WIDTH) {
        const width = Math.min(WIDTH, cols - j);
        const [halves, panels] = [Math.ceil(height / 4), Math.ceil(width / 8)];
        const stride = 8 * panels;
        f64.fill(0, sums / 8, sums / 8 + 4 * halves * stride);
        for (let k = 0; k < rows; k += RUN_ROWS) {
          const steps = Math.min(RUN_ROWS, rows - k);
          pack(i, height, k, steps, left);
          let b = left;
          if (i !== j) {
            pack(j, width, k, steps, right);
            b = right;
          }
          if (d !== null) {
            f64.set(d.subarray(k, k + steps), scale / 8);
            kernels.scalePanels(b, panels, steps, scale, right);
            b = right;
          }
          kernels.tiles(left, halves, b, panels, steps, sums, 8 * stride, i === j ? 1 : 0);
        }
        for (let r = 0; r < height; r++) {
          const at = sums / 8 + r * stride;
          c.set(f64.subarray(at, at + width), (i + r) * cols + j);
        }
      }
    }
  } finally {
    arena.busy = false;
  }
  return true;
};

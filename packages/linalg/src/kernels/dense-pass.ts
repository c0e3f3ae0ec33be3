import type { DenseMatrix } from '../types.ts';
import { type Arena, arenaOf, MOST_BYTES, STAGED_END, stagingArena, WORK_START } from './arena.ts';
import type { Pass } from './pass.ts';
import type { WalkKernel, WalkKernels } from './walk-kernels.ts';
import { BACKWARD, FORWARD, kernelsOf } from './ways.ts';

/*
 * One pass over a dense matrix by the SIMD kernels. The matrix is read as four streams, each a quarter
 * of its rows, because reading four distant places at once uses more of the memory's bandwidth than
 * reading one. Float32 has kernels of its own for one output, in place as well as staged: they take 0.6 of the
 * time of widening blocks first, which is what several outputs do. A block is `m` rows of each stream; visits
 * see the four parts one after the other.
 * Where one block holds all rows the parts lie end to end and one visit sees them all: for small matrices
 * visits cost more than the arithmetic.
 */

/**
 * Bytes of X, as float64, in a block. 8 to 16 kB run fastest by themselves, but each block costs four
 * visits, and a second-level cache of 512 kB still holds this one. Of 256, 384 and 512 kB one of 1 MB
 * likes 384 (0.96 of the time of 256 at 50 columns, 0.98 at 200 and 1000) and 512 alike.
 */
const BLOCK_BYTES = 384 * 1024;

/** Rows of a stream in a block at most: more gain nothing, and logits of narrow data need room. */
const MOST_ROWS = 512;

const align = (address: number): number => Math.ceil(address / 64) * 64;

/** Where things lie in an arena, in bytes, for blocks of `m` rows of each stream. */
interface Layout {
  readonly w: number;
  readonly b: number;
  readonly g: number;
  readonly h: number;
  readonly zeros: number;
  readonly logits: number;
  readonly x: number;
  readonly end: number;
}

const layoutFor = (
  m: number,
  cols: number,
  outputs: number,
  rowBytes: number,
  base: number,
): Layout => {
  const w = base + WORK_START;
  const b = align(w + outputs * cols * 8);
  const g = align(b + outputs * 8);
  const h = align(g + outputs * cols * 8);
  const zeros = align(h + outputs * 8);
  const logits = align(zeros + rowBytes);
  // Up to three rows more, which four slots are used for.
  const x = align(logits + 4 * (m + 1) * outputs * 8);
  return { w, b, g, h, zeros, logits, x, end: x + (4 * m + 3) * rowBytes };
};

/** Rows of each stream in a block. */
const blockRows = (cols: number, outputs: number, rowBytes: number): number => {
  let m = Math.floor(BLOCK_BYTES / (4 * Math.max(1, rowBytes)));
  m = Math.max(1, Math.min(MOST_ROWS, m, Math.floor(BLOCK_BYTES / (4 * 8 * outputs))));
  while (m > 1 && layoutFor(m, cols, outputs, rowBytes, 0).end > STAGED_END) m = Math.ceil(m / 2);
  return m;
};

/** A kernel with what it goes through the rows with: coefficients or the gradient, and intercepts. */
type Half = readonly [kernel: WalkKernel, matrix: number, vector: number] | null;

type Ways = Pick<Pass, 'forward' | 'backward'>;

/** An arena for a pass over X and whether X lies in it; null where the plain walk must do. */
const arenaFor = (
  X: DenseMatrix,
  outputs: number,
  layout: Layout,
  { forward, backward }: Ways,
): { arena: Arena; there: WalkKernels; back: WalkKernels; isResident: boolean } | null => {
  // Width alone decides between kernels and plain code: where X lies must not change a bit.
  if (layout.end > MOST_BYTES) return null;
  const { data } = X;
  const home = arenaOf(data);
  const isResident =
    home !== undefined &&
    !home.busy &&
    home.base + layout.x <= home.end &&
    data.byteOffset >= home.data &&
    (data.BYTES_PER_ELEMENT === 8 || outputs === 1);
  const arena = isResident ? home : stagingArena(layout.end);
  if (arena === null) return null;
  const there = kernelsOf<WalkKernels>(arena, forward);
  const back = kernelsOf<WalkKernels>(arena, backward);
  return there && back && { arena, there, back, isResident };
};

const plan = (X: DenseMatrix, outputs: number, most: number | undefined) => {
  const rowBytes = X.cols * 8;
  const quarter = Math.floor(X.rows / 4);
  const byBytes = blockRows(X.cols, outputs, rowBytes);
  const m = Math.max(1, Math.min(most ?? byBytes, byBytes, quarter));
  return { rowBytes, quarter, m, layout: layoutFor(m, X.cols, outputs, rowBytes, 0) };
};

const WAYS: Ways = { forward: FORWARD, backward: BACKWARD };

/** The arena that a pass would use now, or null for the plain walk. */
export const densePassArena = (X: DenseMatrix, outputs: number): Arena | null =>
  arenaFor(X, outputs, plan(X, outputs, undefined).layout, WAYS)?.arena ?? null;

/**
 * Runs a pass by kernels and returns true; false, with nothing done, where there are none.
 * @param most rows of each stream in a block at most
 */
export const densePass = (X: DenseMatrix, outputs: number, pass: Pass, most?: number): boolean => {
  const { rowBytes, quarter, m, layout: relative } = plan(X, outputs, most);
  const found = arenaFor(X, outputs, relative, pass);
  if (found === null) return false;
  const { arena, there, back, isResident } = found;
  const {
    w,
    b,
    g,
    h,
    zeros,
    logits,
    x: staged,
  } = layoutFor(m, X.cols, outputs, rowBytes, arena.base);
  const { coefficients, intercepts, visit, gradient, interceptGradient } = pass;
  const { rows, cols, data } = X;
  const isSingle = data.BYTES_PER_ELEMENT === 4;
  /** Bytes of a row where it is read: float32 of one output stays float32. */
  const pitch = isSingle && outputs === 1 ? cols * 4 : rowBytes;
  const name = pitch < rowBytes ? 'dense32' : 'dense';
  const widen = there.widen ?? back.widen;
  const forward: Half = coefficients && [there[name], w, b];
  const backward: Half = gradient && [back[name], g, h];
  const { f64 } = arena;
  const part = m * outputs * 8;

  const logitsAt = (address: number, count: number): Float64Array =>
    f64.subarray(address / 8, address / 8 + count * outputs);

  /** The address of rows: where they lie, or `address`, once they have been copied there. */
  const placed = (row: number, count: number, address: number): number => {
    if (isResident) return data.byteOffset + row * pitch;
    // A view costs as much as a pass over a few rows.
    const numbers = count === rows ? data : data.subarray(row * cols, (row + count) * cols);
    if (!isSingle) f64.set(numbers, address / 8);
    else if (pitch < rowBytes) arena.f32.set(numbers, address / 4);
    else {
      // TypedArray.set would take twice as long to widen them.
      arena.f32.set(numbers, address / 4 + numbers.length);
      widen(address, numbers.length);
    }
    return address;
  };

  /** One kernel call: rows at four addresses, their logits from `o` on, `step` bytes apart. */
  const run = (
    half: Half,
    x0: number,
    x1: number,
    x2: number,
    x3: number,
    count: number,
    o: number,
    step: number,
  ): void => {
    if (half === null || count === 0) return;
    const [kernel, matrix, vector] = half;
    const o2 = o + 2 * step;
    kernel(x0, x1, x2, x3, count, cols, outputs, matrix, vector, o, o + step, o2, o2 + step);
  };

  /** Rows of four streams, each `apart` bytes behind the one before. */
  const runFour = (half: Half, x: number, apart: number, count: number): void =>
    run(half, x, x + apart, x + 2 * apart, x + 3 * apart, count, logits, part);

  arena.busy = true;
  pass.entered?.(arena);
  try {
    if (coefficients !== null) {
      f64.set(coefficients, w / 8);
      if (intercepts === null) f64.fill(0, b / 8, b / 8 + outputs);
      else f64.set(intercepts, b / 8);
    }
    if (gradient !== null) {
      f64.set(gradient, g / 8);
      f64.fill(0, h / 8, h / 8 + outputs);
    }
    const first = 4 * quarter;
    const rest = rows - first;
    if (rest > 0) f64.fill(0, zeros / 8, (zeros + rowBytes) / 8);
    /** Up to three rows are left: they take one slot each, beside a row of zeros in the others. */
    const runRest = (half: Half, x: number, o: number): void => {
      if (rest === 0) return;
      const x1 = rest > 1 ? x + pitch : zeros;
      const x2 = rest > 2 ? x + 2 * pitch : zeros;
      const step = outputs * 8;
      if (half === backward) f64.fill(0, o / 8 + rest * outputs, o / 8 + 4 * outputs);
      run(half, x, x1, x2, zeros, 1, o, step);
    };
    if (quarter <= m && rows <= (most ?? rows)) {
      const x = placed(0, rows, staged);
      const runAll = (half: Half): void => {
        runFour(half, x, quarter * pitch, quarter);
        runRest(half, x + first * pitch, logits + first * outputs * 8);
      };
      runAll(forward);
      visit(logitsAt(logits, rows), 0, rows);
      runAll(backward);
    } else {
      const views = [0, 1, 2, 3].map((k) => logitsAt(logits + k * part, m));
      const apart = (isResident ? quarter : m) * pitch;
      for (let start = 0; start < quarter; start += m) {
        const count = Math.min(m, quarter - start);
        const x = placed(start, count, staged);
        for (let k = 1; k < 4; k++) placed(k * quarter + start, count, staged + k * apart);
        runFour(forward, x, apart, count);
        for (let k = 0; k < 4; k++) {
          const block = count === m ? views[k] : views[k].subarray(0, count * outputs);
          visit(block, k * quarter + start, count);
        }
        runFour(backward, x, apart, count);
      }
      if (rest > 0) {
        const x = placed(first, rest, staged);
        runRest(forward, x, logits);
        visit(logitsAt(logits, rest), first, rest);
        runRest(backward, x, logits);
      }
    }
    if (gradient !== null) {
      gradient.set(f64.subarray(g / 8, g / 8 + gradient.length));
      if (interceptGradient !== null) {
        for (let k = 0; k < outputs; k++) interceptGradient[k] += f64[h / 8 + k];
      }
    }
  } finally {
    arena.busy = false;
    pass.entered?.(null);
  }
  return true;
};

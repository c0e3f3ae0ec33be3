import type { CsrMatrix } from '../types.ts';
import { type Arena, arenaOf, MOST_BYTES, stagingArena, WORK_START } from './arena.ts';
import type { Pass } from './pass.ts';
import type { SparseBackward, SparseForward } from './sparse-kernels.ts';
import { BACKWARD, FORWARD, kernelsOf } from './ways.ts';

/*
 * One pass over a sparse matrix. Blocks are copied into an arena, where the kernels run without bounds
 * checks; the copy is the one read from memory (plain loops over the arrays themselves take 1.5 to 1.8 of the
 * time). Coefficients and gradient lie there column by column,
 * so that an entry meets all outputs of its column side by side. A matrix that lies in an arena, as
 * those that threads share do, is read where it is.
 */

/**
 * Entries in a block: with float64 values 192 kB, which the second-level cache holds. Measured best
 * of 1024 to 32768; at 2048 and below the calls show.
 */
const BLOCK_ENTRIES = 16384;

const MOST_ROWS = 2048;

const align = (address: number): number => Math.ceil(address / 64) * 64;

const layoutFor = (cols: number, outputs: number, rows: number, base: number) => {
  const padded = outputs === 1 ? 1 : 4 * Math.ceil(outputs / 4);
  const w = base + WORK_START;
  const b = align(w + cols * padded * 8);
  const g = align(b + padded * 8);
  const logits = align(g + cols * padded * 8);
  // Up to three numbers beyond the logits are read and written as padding.
  const start = align(logits + rows * outputs * 8 + 32);
  const values = align(start + (rows + 1) * 4);
  // A row longer than a block is a block by itself, and has at most `cols` entries.
  const columns = align(values + (BLOCK_ENTRIES + cols) * 8);
  return {
    padded,
    w,
    b,
    g,
    logits,
    start,
    values,
    columns,
    end: columns + (BLOCK_ENTRIES + cols) * 4,
  };
};

/** Rows in a block at most. */
export const sparseBlockRows = (outputs: number, most: number | undefined): number =>
  Math.min(most ?? MOST_ROWS, MOST_ROWS, Math.max(4, Math.floor(131072 / (8 * outputs))));

/** The arena that all of X lies in, if it is idle and there is room to work in it without staging. */
const homeOf = ({ values, columns, rowStart }: CsrMatrix, needed: number): Arena | undefined => {
  const home = arenaOf(values);
  return home?.busy === false &&
    values.BYTES_PER_ELEMENT === 8 &&
    [values, columns, rowStart].every((a) => arenaOf(a) === home && a.byteOffset >= home.data) &&
    home.base + needed <= home.end
    ? home
    : undefined;
};

type Ways = Pick<Pass, 'forward' | 'backward'>;

const arenaFor = (
  X: CsrMatrix,
  outputs: number,
  most: number | undefined,
  { forward, backward }: Ways,
) => {
  const rows = Math.min(X.rows, sparseBlockRows(outputs, most));
  const { start, end } = layoutFor(X.cols, outputs, rows, 0);
  if (end > MOST_BYTES) return null;
  const home = homeOf(X, start);
  const arena = home ?? stagingArena(end);
  if (arena === null) return null;
  const there = kernelsOf<SparseForward>(arena, forward);
  const back = kernelsOf<SparseBackward>(arena, backward);
  return there && back && { arena, there, back, isResident: home !== undefined };
};

const WAYS: Ways = { forward: FORWARD, backward: BACKWARD };

/** The arena that a pass would use now, or null for the plain walk. */
export const sparsePassArena = (X: CsrMatrix, outputs: number, most?: number): Arena | null =>
  arenaFor(X, outputs, most, WAYS)?.arena ?? null;

/** The row after the last of a block that begins at `start`. */
export const sparseBlockEnd = (
  { rows, rowStart }: CsrMatrix,
  start: number,
  most: number,
): number => {
  const limit = rowStart[start] + BLOCK_ENTRIES;
  const last = Math.min(rows, start + most);
  let end = start + 1;
  while (end < last && rowStart[end + 1] <= limit) end += 1;
  return end;
};

/** outputs×cols to cols×padded at `to`, or back. */
const interleave = (
  f64: Float64Array,
  at: number,
  padded: number,
  cols: number,
  outputs: number,
  matrix: Float64Array,
  back: boolean,
): void => {
  if (outputs === 1) {
    if (back) matrix.set(f64.subarray(at, at + cols));
    else f64.set(matrix, at);
    return;
  }
  // By columns, so that the interleaved side is gone through in order: less than half the time.
  for (let j = 0, to = at; j < cols; j++, to += padded) {
    for (let k = 0, from = j; k < outputs; k++, from += cols) {
      if (back) matrix[from] = f64[to + k];
      else f64[to + k] = matrix[from];
    }
  }
};

/**
 * Runs a pass in kernel memory and returns true; false, with nothing done, where there is none.
 * @param most rows in a block at most
 */
export const sparsePass = (X: CsrMatrix, outputs: number, pass: Pass, most?: number): boolean => {
  const { rows, cols, values, columns, rowStart } = X;
  const found = arenaFor(X, outputs, most, pass);
  if (found === null) return false;
  const { arena, there, back, isResident } = found;
  const { forward, backward, coefficients, intercepts, visit, gradient, interceptGradient } = pass;
  const rowLimit = Math.min(rows, sparseBlockRows(outputs, most));
  const at = layoutFor(cols, outputs, rowLimit, arena.base);
  const { padded, logits: o } = at;
  const { f64, u32 } = arena;
  // Where entries are fewer than coefficients, copying these would cost more than the pass: the plain
  // loops run, with the same bits, and only the logits lie in kernel memory.
  const byKernels = rowStart[rows] - rowStart[0] >= cols * padded;
  const touch = there.touch ?? back.touch;
  arena.busy = true;
  pass.entered?.(arena);
  try {
    if (byKernels) {
      if (coefficients !== null) {
        interleave(f64, at.w / 8, padded, cols, outputs, coefficients, false);
        f64.fill(0, at.b / 8, at.b / 8 + padded);
        if (intercepts !== null) f64.set(intercepts, at.b / 8);
      }
      if (gradient !== null) interleave(f64, at.g / 8, padded, cols, outputs, gradient, false);
    }
    for (let start = 0; start < rows; ) {
      const end = sparseBlockEnd(X, start, rowLimit);
      const count = end - start;
      let first = rowStart[start];
      const last = rowStart[end];
      let [v, c, s] = [at.values, at.columns, at.start];
      const logits = f64.subarray(at.logits / 8, at.logits / 8 + count * outputs);
      if (isResident) {
        [v, c, s] = [values.byteOffset, columns.byteOffset, rowStart.byteOffset + 4 * start];
        if (byKernels) touch(v + 8 * first, c + 4 * first, last - first, o);
        first = 0;
      } else if (byKernels) {
        f64.set(values.subarray(first, last), v / 8);
        u32.set(columns.subarray(first, last), c / 4);
        u32.set(rowStart.subarray(start, end + 1), s / 4);
      }
      if (coefficients !== null) {
        if (byKernels) {
          there.sparse(v, c, s, first, count, outputs, padded, at.w, at.b, o);
        } else forward?.plainCsr(X, start, end, coefficients, intercepts, outputs, logits);
      }
      visit(logits, start, count);
      if (gradient !== null) {
        if (byKernels) {
          back.sparse(v, c, s, first, count, outputs, padded, at.g, o);
        } else backward?.plainCsr(X, start, end, logits, outputs, gradient);
        if (interceptGradient !== null) {
          for (let o = 0; o < logits.length; o += outputs) {
            for (let k = 0; k < outputs; k++) interceptGradient[k] += logits[o + k];
          }
        }
      }
      start = end;
    }
    if (byKernels && gradient !== null) {
      interleave(f64, at.g / 8, padded, cols, outputs, gradient, true);
    }
  } finally {
    arena.busy = false;
    pass.entered?.(null);
  }
  return true;
};

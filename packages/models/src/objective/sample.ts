import { allocate, type FloatArray, type Matrix, type ScratchAllocate } from '@betahat/linalg';
import { sampleRows } from '@betahat/random';
import type { LinearProblem } from './problem.ts';

/**
 * The problem over a random sample of the rows, drawn without replacement. Losses are scaled by
 * rows/sample, so that they estimate the whole sum; the penalty stays whole.
 */
export const sampleProblem = (problem: LinearProblem, rows: number, seed: number): LinearProblem =>
  problemOver(problem, sampleRows(problem.X.rows, rows, seed), problem.scratch);

/** The problem over some of the rows, scaled to all of them; the penalty stays whole. */
export const problemOver = (
  problem: LinearProblem,
  rows: Uint32Array,
  make: ScratchAllocate = allocate,
): LinearProblem => {
  const { X, loss } = problem;
  return { ...problem, X: gathered(X, rows, make), loss: loss.of(rows, X.rows / rows.length) };
};

/**
 * Rows that are fetched from memory together: each lies in a page of its own, and the waits for them
 * overlap. 42 000 of 1 000 000 rows of 20 take 4.6 ms, one after the other 11.
 */
const TOGETHER = 32;

/** Numbers in a line of the cache. */
const LINE = 8;

/** Reads one number of each line. */
const touch = (data: FloatArray, from: number, count: number): number => {
  let sum = 0;
  for (let at = from; at < from + count; at += LINE) sum += data[at];
  return sum;
};

const gathered = (X: Matrix, rows: Uint32Array, make: ScratchAllocate): Matrix => {
  if (X.kind === 'dense') {
    const part = make(rows.length, X.cols);
    let to = 0;
    for (let first = 0; first < rows.length; first += TOGETHER) {
      const next = Math.min(first + TOGETHER, rows.length);
      // Where it is overwritten, as nothing is read for nothing.
      for (let i = first; i < next; i++) part.data[to] = touch(X.data, rows[i] * X.cols, X.cols);
      // A view and a set for each row cost three times as much as this loop.
      for (let i = first; i < next; i++) {
        const end = (rows[i] + 1) * X.cols;
        for (let from = end - X.cols; from < end; from++) part.data[to++] = X.data[from];
      }
    }
    return part;
  }
  const rowStart = new Uint32Array(rows.length + 1);
  for (let i = 0; i < rows.length; i++) {
    rowStart[i + 1] = rowStart[i] + X.rowStart[rows[i] + 1] - X.rowStart[rows[i]];
  }
  const values = new Float64Array(rowStart[rows.length]);
  const columns = new Uint32Array(values.length);
  let to = 0;
  for (const row of rows) {
    const end = X.rowStart[row + 1];
    for (let from = X.rowStart[row]; from < end; from++, to++) {
      values[to] = X.values[from];
      columns[to] = X.columns[from];
    }
  }
  // Rows of a sound matrix: csr() would look through them once more.
  return { kind: 'csr', rows: rows.length, cols: X.cols, values, columns, rowStart };
};

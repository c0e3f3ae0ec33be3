import { allocate, type Matrix } from '@betahat/linalg';
import { sampleRows } from '@betahat/random';
import type { LinearProblem } from './problem.ts';

/**
 * The problem over a random sample of the rows, drawn without replacement. Losses are scaled by
 * rows/sample, so that they estimate the whole sum; the penalty stays whole.
 */
export const sampleProblem = (problem: LinearProblem, rows: number, seed: number): LinearProblem =>
  problemOver(problem, sampleRows(problem.X.rows, rows, seed));

/** The problem over some of the rows, scaled to all of them; the penalty stays whole. */
export const problemOver = (problem: LinearProblem, rows: Uint32Array): LinearProblem => {
  const { X, loss } = problem;
  return { ...problem, X: gathered(X, rows), loss: loss.of(rows, X.rows / rows.length) };
};

const gathered = (X: Matrix, rows: Uint32Array): Matrix => {
  if (X.kind === 'dense') {
    const part = allocate(rows.length, X.cols);
    // A view and a set for each row cost three times as much as this loop.
    let to = 0;
    for (const row of rows) {
      const end = (row + 1) * X.cols;
      for (let from = row * X.cols; from < end; from++) part.data[to++] = X.data[from];
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

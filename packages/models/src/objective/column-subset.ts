import { allocate, type DenseMatrix, type Matrix } from '@betahat/linalg';
import type { LinearProblem } from './problem.ts';

/** The problem over some of the columns of X, with where its parameters lie in the whole vector. */
export interface ColumnSubset {
  readonly problem: LinearProblem;
  /** For each wanted parameter its position in the subset's parameter vector. */
  readonly positions: Uint32Array;
}

/**
 * The part of a problem that some parameters belong to: a working set of an L1 fit. The columns that
 * any output needs are gathered once, dense.
 *
 * @param parameters positions in [W row by row, intercepts]
 */
export const columnSubset = (problem: LinearProblem, parameters: Uint32Array): ColumnSubset => {
  const { X, outputs } = problem;
  const penalised = outputs * X.cols;
  const features = new Set<number>();
  for (const at of parameters) if (at < penalised) features.add(at % X.cols);
  const columns = Uint32Array.from(features).sort();
  const place = new Map(Array.from(columns, (column, i) => [column, i] as const));
  const positions = parameters.map((at) =>
    at < penalised
      ? Math.floor(at / X.cols) * columns.length + place.get(at % X.cols)!
      : outputs * columns.length + (at - penalised),
  );
  return { problem: { ...problem, X: gatheredColumns(X, columns, place) }, positions };
};

const gatheredColumns = (
  X: Matrix,
  columns: Uint32Array,
  place: ReadonlyMap<number, number>,
): DenseMatrix => {
  const part = allocate(X.rows, columns.length);
  const width = columns.length;
  if (X.kind === 'dense') {
    for (let i = 0; i < X.rows; i++) {
      for (let j = 0; j < width; j++) part.data[i * width + j] = X.data[i * X.cols + columns[j]];
    }
    return part;
  }
  const at = new Int32Array(X.cols).fill(-1);
  for (const [column, position] of place) at[column] = position;
  for (let i = 0; i < X.rows; i++) {
    for (let e = X.rowStart[i]; e < X.rowStart[i + 1]; e++) {
      const position = at[X.columns[e]];
      if (position >= 0) part.data[i * width + position] = X.values[e];
    }
  }
  return part;
};

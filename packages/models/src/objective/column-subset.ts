import { allocate, type CsrMatrix, type DenseMatrix, dense, type Matrix } from '@betahat/linalg';
import type { LinearProblem } from './problem.ts';

/** The problem over some of the columns of X, with where its parameters lie in the whole vector. */
export interface ColumnSubset {
  readonly problem: LinearProblem;
  /** For each wanted parameter its position in the subset's parameter vector. */
  readonly positions: Uint32Array;
}

/** Share of the columns from which a dense matrix is taken whole. */
const MOST = 0.8;

/**
 * The part of a problem that some parameters belong to: a working set of an L1 fit. The columns that
 * any output needs are gathered once; those of a sparse matrix stay sparse.
 *
 * @param parameters positions in [W row by row, intercepts]
 * @param room where the columns of a dense matrix go, if they need not last
 */
export const columnSubset = (
  problem: LinearProblem,
  parameters: Uint32Array,
  room?: Float64Array,
): ColumnSubset => {
  const { X, outputs } = problem;
  const penalised = outputs * X.cols;
  const columns = columnsOf(problem, parameters);
  // Nearly all of a dense matrix: the products of the few that are not needed cost less than a copy.
  if (X.kind === 'dense' && columns.length >= MOST * X.cols)
    return { problem, positions: parameters };
  const place = new Map(Array.from(columns, (column, i) => [column, i] as const));
  const positions = parameters.map((at) =>
    at < penalised
      ? Math.floor(at / X.cols) * columns.length + place.get(at % X.cols)!
      : outputs * columns.length + (at - penalised),
  );
  const gathered = X.kind === 'dense' ? denseColumns(X, columns, room) : sparseColumns(X, columns);
  return { problem: { ...problem, X: gathered }, positions };
};

/** The columns of X that some parameters belong to, in ascending order. */
export const columnsOf = ({ X, outputs }: LinearProblem, parameters: Uint32Array): Uint32Array => {
  const features = new Set<number>();
  for (const at of parameters) if (at < outputs * X.cols) features.add(at % X.cols);
  return Uint32Array.from(features).sort();
};

const denseColumns = (X: DenseMatrix, columns: Uint32Array, room?: Float64Array): Matrix => {
  const width = columns.length;
  const part =
    room === undefined
      ? allocate(X.rows, width)
      : dense(X.rows, width, room.subarray(0, X.rows * width));
  for (let i = 0; i < X.rows; i++) {
    for (let j = 0; j < width; j++) part.data[i * width + j] = X.data[i * X.cols + columns[j]];
  }
  return part;
};

/**
 * Columns in ascending order keep the order of a row's entries. Whether an entry is wanted is added to
 * the position, not branched on: no processor can guess it (11 million entries: 40 ms against 200).
 */
const sparseColumns = (X: CsrMatrix, wanted: Uint32Array): Matrix => {
  const place = new Int32Array(X.cols).fill(-1);
  wanted.forEach((column, position) => {
    place[column] = position;
  });
  const { rows, rowStart, columns: all, values: numbers } = X;
  let entries = 0;
  for (let e = rowStart[0]; e < rowStart[rows]; e++) entries += 1 + (place[all[e]] >> 31);
  // One more: entries that are not wanted are written where the next one goes.
  const values = new Float64Array(entries + 1);
  const columns = new Uint32Array(entries + 1);
  const starts = new Uint32Array(rows + 1);
  let next = 0;
  for (let i = 0; i < rows; i++) {
    const end = rowStart[i + 1];
    for (let e = rowStart[i]; e < end; e++) {
      const position = place[all[e]];
      values[next] = numbers[e];
      columns[next] = position;
      next += 1 + (position >> 31);
    }
    starts[i + 1] = next;
  }
  return {
    kind: 'csr',
    rows,
    cols: wanted.length,
    values: values.subarray(0, entries),
    columns: columns.subarray(0, entries),
    rowStart: starts,
  };
};

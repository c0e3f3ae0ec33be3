import { matrix, scaledView, size } from './arguments.ts';
import { rangeError } from './check.ts';
import type { CsrMatrix, DenseMatrix, Matrix, ScaledMatrix } from './types.ts';

/**
 * Rows start … end − 1 as a view: nothing is copied, and writing to one changes the other.
 *
 * @param m a matrix of either kind; the view has the same kind
 * @param start first row, 0 ≤ start ≤ end
 * @param end the row after the last, start ≤ end ≤ m.rows
 * @throws TypeError or RangeError that names the argument, what was expected and what came
 * @example
 * rowRange(fromRows([[1, 2], [3, 4], [5, 6]]), 1, 3).data; // Float64Array [3, 4, 5, 6]
 */
export function rowRange(m: DenseMatrix, start: number, end: number): DenseMatrix;
export function rowRange(m: CsrMatrix, start: number, end: number): CsrMatrix;
export function rowRange(m: Matrix, start: number, end: number): Matrix;
export function rowRange(m: ScaledMatrix, start: number, end: number): ScaledMatrix;
export function rowRange(
  m: Matrix | ScaledMatrix,
  start: number,
  end: number,
): Matrix | ScaledMatrix {
  const view = scaledView('rowRange', 'm', m);
  if (view !== undefined) {
    return { ...view, rows: end - start, matrix: rowRange(view.matrix, start, end) };
  }
  m = m as Matrix;
  matrix('rowRange', 'm', m);
  size('rowRange', 'start', start);
  size('rowRange', 'end', end);
  if (end > m.rows) throw rangeError('rowRange', 'end', `at most ${m.rows}`, end);
  if (start > end) throw rangeError('rowRange', 'start', `at most end (${end})`, start);
  const rows = end - start;
  if (m.kind === 'csr') return { ...m, rows, rowStart: m.rowStart.subarray(start, end + 1) };
  return { ...m, rows, data: m.data.subarray(start * m.cols, end * m.cols) };
}

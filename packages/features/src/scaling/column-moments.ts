import type { Matrix } from '@betahat/linalg';
import { CellError } from '../cell-error.ts';

/** Per column: smallest and largest value, mean, and standard deviation (divisor n). */
export interface ColumnMoments {
  readonly smallest: Float64Array;
  readonly largest: Float64Array;
  readonly means: Float64Array;
  readonly deviations: Float64Array;
}

/** Squares between these neither overflow nor vanish, however many are added. */
const LARGE = 1e145;
const SMALL = 1e-145;

/** Calls `visit` for every entry; the zeros that a CSR matrix leaves out are not visited. */
const everyEntry = (X: Matrix, visit: (x: number, column: number, row: number) => void): void => {
  if (X.kind === 'dense') {
    const { rows, cols, data } = X;
    for (let row = 0; row < rows; row++)
      for (let j = 0; j < cols; j++) visit(data[row * cols + j], j, row);
    return;
  }
  for (let row = 0; row < X.rows; row++)
    for (let k = X.rowStart[row]; k < X.rowStart[row + 1]; k++)
      visit(X.values[k], X.columns[k], row);
};

/**
 * Moments of each column, in two reads (the corrected two-pass algorithm).
 *
 *     m = Σ x / n,   d = Σ (x − m) / n,   mean = m + d,   variance = Σ (x − m)² / n − d²
 *
 * Columns of huge or tiny values are scaled by a power of two first, which loses nothing.
 * @throws CellError for an entry that is not finite
 * @see T. F. Chan, G. H. Golub and R. J. LeVeque, Algorithms for computing the sample variance, The American Statistician 37, 1983
 */
export const columnMoments = (
  where: string,
  X: Matrix,
  names: readonly string[],
): ColumnMoments => {
  const { rows: n, cols } = X;
  const zeros = () => new Float64Array(cols);
  const stored = new Float64Array(cols);
  const smallest = zeros().fill(Number.POSITIVE_INFINITY);
  const largest = zeros().fill(Number.NEGATIVE_INFINITY);
  const rough = zeros();
  everyEntry(X, (x, j, row) => {
    if (x - x !== 0) throw new CellError(where, names[j], row, 'a finite number', x);
    stored[j] += 1;
    if (x < smallest[j]) smallest[j] = x;
    if (x > largest[j]) largest[j] = x;
    rough[j] += x / n; // cannot overflow
  });
  const units = zeros();
  for (let j = 0; j < cols; j++) {
    if (stored[j] < n) {
      smallest[j] = Math.min(smallest[j], 0);
      largest[j] = Math.max(largest[j], 0);
    }
    const size = Math.max(-smallest[j], largest[j]);
    units[j] = size > LARGE || (size < SMALL && size > 0) ? powerOfTwo(size) : 1;
  }
  const first = zeros();
  const second = zeros();
  everyEntry(X, (x, j) => {
    const d = x / units[j] - rough[j] / units[j];
    first[j] += d;
    second[j] += d * d;
  });
  const means = zeros();
  const deviations = zeros();
  for (let j = 0; j < cols; j++) {
    const absent = n - stored[j];
    const zero = -rough[j] / units[j];
    const d = (first[j] + absent * zero) / n;
    means[j] = rough[j] + d * units[j] + 0; // and not −0
    const variance = (second[j] + absent * zero * zero) / n - d * d;
    deviations[j] = Math.sqrt(Math.max(variance, 0)) * units[j];
  }
  return { smallest, largest, means, deviations };
};

/** A power of two near x > 0, its reciprocal finite. */
const powerOfTwo = (x: number): number =>
  2 ** Math.min(Math.max(Math.floor(Math.log2(x)), -1021), 1022);

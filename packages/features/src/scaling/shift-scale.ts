import {
  allocate,
  allocateCsr,
  type CsrMatrix,
  csr,
  type DenseMatrix,
  type Matrix,
} from '@betahat/linalg';
import { rangeError, typeError } from '@betahat/linalg/check';
import { CellError } from '../cell-error.ts';
import type { Scaling } from './terms.ts';

/** Scaling with the names of the columns that go in, for messages. */
export interface NamedScaling extends Scaling {
  readonly inputNames: readonly string[];
}

/** A matrix of the kind of M. */
export type SameKind<M extends Matrix> = M extends DenseMatrix
  ? DenseMatrix
  : M extends CsrMatrix
    ? CsrMatrix
    : Matrix;

/**
 * z = (x − shift) / scale for every kept column: a new matrix of the same kind and storage. A CSR
 * matrix stays CSR; its scaling must not shift, or every zero would become an entry.
 */
export const shiftScale = <M extends Matrix>(
  where: string,
  X: M,
  scaling: NamedScaling,
): SameKind<M> => {
  if (X?.kind !== 'dense' && X?.kind !== 'csr')
    throw typeError(where, 'X', 'a DenseMatrix or CsrMatrix', X);
  if (X.cols !== scaling.inputs)
    throw rangeError(where, 'X.cols', `${scaling.inputs}, as in the fit`, X.cols);
  const Z = X.kind === 'dense' ? scaleDense(where, X, scaling) : scaleCsr(where, X, scaling);
  return Z as SameKind<M>;
};

const unusable = (where: string, scaling: NamedScaling, column: number, row: number, x: number) =>
  new CellError(where, scaling.inputNames[column], row, 'a finite number', x);

const scaleDense = (where: string, X: DenseMatrix, scaling: NamedScaling): DenseMatrix => {
  const { rows, cols, data } = X;
  const kept = Uint32Array.from(scaling.kept);
  const shifts = Float64Array.from(scaling.shifts);
  const scales = Float64Array.from(scaling.scales);
  const out = allocate(rows, kept.length, data.BYTES_PER_ELEMENT === 4 ? 'float32' : 'float64');
  const z = out.data;
  let next = 0;
  for (let row = 0; row < rows; row++) {
    const start = row * cols;
    for (let j = 0; j < kept.length; j++) {
      const x = data[start + kept[j]];
      if (x - x !== 0) throw unusable(where, scaling, kept[j], row, x);
      z[next] = (x - shifts[j]) / scales[j];
      next += 1;
    }
  }
  return out;
};

const scaleCsr = (where: string, X: CsrMatrix, scaling: NamedScaling): CsrMatrix => {
  const { kept, shifts, scales, inputs } = scaling;
  const shifted = shifts.findIndex((shift) => shift !== 0);
  if (shifted >= 0) {
    const name = JSON.stringify(scaling.inputNames[kept[shifted]]);
    throw new RangeError(
      `${where}: column ${name} is shifted by ${shifts[shifted]}, which would make every zero of a sparse matrix an entry: fit on a sparse matrix, or with center: false`,
    );
  }
  const newColumn = new Int32Array(inputs).fill(-1);
  for (const [j, column] of kept.entries()) newColumn[column] = j;
  const { rows, rowStart } = X;
  let entries = 0;
  for (let k = rowStart[0]; k < rowStart[rows]; k++) if (newColumn[X.columns[k]] >= 0) entries += 1;
  const out = allocateCsr(
    rows,
    kept.length,
    entries,
    X.values.BYTES_PER_ELEMENT === 4 ? 'float32' : 'float64',
  );
  const { values, columns, rowStart: starts } = out;
  let next = 0;
  for (let row = 0; row < rows; row++) {
    for (let k = rowStart[row]; k < rowStart[row + 1]; k++) {
      const j = newColumn[X.columns[k]];
      if (j < 0) continue;
      const x = X.values[k];
      if (x - x !== 0) throw unusable(where, scaling, kept[j], row, x);
      values[next] = x / scales[j];
      columns[next] = j;
      next += 1;
    }
    starts[row + 1] = next;
  }
  return csr(rows, kept.length, values, columns, starts);
};

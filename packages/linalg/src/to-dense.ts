import { allocate } from './allocate.ts';
import { matrix, scaledView } from './arguments.ts';
import type { DenseMatrix, Matrix, ScaledMatrix } from './types.ts';

const written = ({ rows, cols, matrix: m, center, scale }: ScaledMatrix): DenseMatrix => {
  const full = allocate(rows, cols);
  full.data.set(toDense(m).data);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const x = full.data[i * cols + j] - (center?.[j] ?? 0);
      full.data[i * cols + j] = x / (scale?.[j] ?? 1);
    }
  }
  return full;
};

/**
 * The matrix with every entry stored; storage (float32 or float64) is kept.
 * A dense matrix is returned as it is; a view made by `scaled` is written out in float64.
 *
 * @throws TypeError where `m` is not a matrix
 * @example
 * toDense(csrFromTriplets(1, 3, [[0, 1, 7]])).data; // Float64Array [0, 7, 0]
 */
export const toDense = (m: Matrix | ScaledMatrix): DenseMatrix => {
  const view = scaledView('toDense', 'm', m);
  if (view !== undefined) return written(view);
  m = m as Matrix;
  matrix('toDense', 'm', m);
  if (m.kind === 'dense') return m;
  const { rows, cols, values, columns, rowStart } = m;
  const full = allocate(rows, cols, values.BYTES_PER_ELEMENT === 4 ? 'float32' : 'float64');
  for (let i = 0; i < rows; i++) {
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++)
      full.data[i * cols + columns[k]] = values[k];
  }
  return full;
};

import { allocate } from './allocate.ts';
import { matrix } from './arguments.ts';
import type { DenseMatrix, Matrix } from './types.ts';

/**
 * The matrix with every entry stored; storage (float32 or float64) is kept.
 * A dense matrix is returned as it is.
 *
 * @throws TypeError where `m` is not a matrix
 * @example
 * toDense(csrFromTriplets(1, 3, [[0, 1, 7]])).data; // Float64Array [0, 7, 0]
 */
export const toDense = (m: Matrix): DenseMatrix => {
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

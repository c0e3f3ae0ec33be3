import { allocateCsr, type CsrMatrix, csr, multiply, transposeMultiply } from '@betahat/linalg';
import { threadedProducts, toShared } from '@betahat/linalg/threads';
import { RandomState } from '@betahat/random';
import type { Case } from '../case.ts';
import type { Bar } from '../contest.ts';
import { inProcess } from '../peers.ts';
import { pythonContenders } from '../rivals.ts';

/** X·w or Xᵀ·r of a sparse matrix with the same count in each row, columns drawn evenly. */
export const sparseCase = (
  rows: number,
  cols: number,
  perRow: number,
  transposed: boolean,
): Case => ({
  group: 'sparse',
  name: `CSR ${transposed ? 'Xᵀ·r' : 'X·w'}, ${rows}×${cols}, ${rows * perRow} entries`,
  prepare: async (rivals) => {
    const random = new RandomState(5);
    const values = random.randn(rows * perRow);
    const chance = random.rand(rows * perRow);
    const step = Math.floor(cols / perRow);
    // One column out of each stretch of the row: ascending, without a sort.
    const columns = Uint32Array.from(chance, (u, k) => (k % perRow) * step + Math.floor(u * step));
    const rowStart = Uint32Array.from({ length: rows + 1 }, (_, i) => i * perRow);
    const x = random.randn(transposed ? rows : cols);
    const expected = { value: null, vector: new Float64Array(transposed ? cols : rows) };
    for (let i = 0; i < rows; i++) {
      for (let k = rowStart[i]!; k < rowStart[i + 1]!; k++) {
        if (transposed) expected.vector[columns[k]!]! += values[k]! * x[i]!;
        else expected.vector[i]! += values[k]! * x[columns[k]!]!;
      }
    }
    const S = csr(rows, cols, values, columns, rowStart);
    const out = new Float64Array(expected.vector.length);
    const resident = allocateCsr(rows, cols, values.length);
    (resident.values as Float64Array).set(values);
    resident.columns.set(columns);
    resident.rowStart.set(rowStart);
    const ours = (name: string, X: CsrMatrix) => {
      const work = transposed ? () => transposeMultiply(X, x, out) : () => multiply(X, x, out);
      return inProcess(name, work, () => ({ value: null, vector: work() }));
    };
    const shared = toShared(S);
    const threads = threadedProducts({ threads: 2 });
    const threaded = transposed
      ? () => threads.transposeMultiply(shared, x, out)
      : () => threads.multiply(shared, x, out);
    const sizes = { rows, cols, transposed };
    return {
      amount: values.length,
      unit: 'million/s',
      expected,
      contenders: [
        ours('betahat, resident', resident),
        ours('betahat, staged', S),
        inProcess('betahat, 2 threads', threaded, () => ({ value: null, vector: threaded() })),
        ...(await pythonContenders(rivals, 'sparse', sizes, { values, columns, rowStart, x })),
      ],
      bars: [
        ...['betahat, resident', 'betahat, staged'].map(
          (name): Bar => ({
            text: transposed ? 'CSR Xᵀ·r' : 'CSR X·w',
            ours: name,
            other: 'SciPy',
            of: 'time',
            bound: { atMost: 1 },
          }),
        ),
        {
          text: `${transposed ? 'CSR Xᵀ·r' : 'CSR X·w'}, two threads`,
          ours: 'betahat, 2 threads',
          other: 'SciPy',
          of: 'time',
          bound: { atMost: 0.6 },
        },
      ],
    };
  },
});

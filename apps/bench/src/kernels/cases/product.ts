import { allocate, dense, multiply, transposeMultiply } from '@betahat/linalg';
import { RandomState } from '@betahat/random';
import type { Case } from '../case.ts';
import { inProcess, peerContenders } from '../peers.ts';
import { pythonContenders } from '../rivals.ts';

/** A·B, or Aᵀ·B, with B of few columns: what a fit is made of. */
export const productCase = (
  rows: number,
  cols: number,
  width: number,
  transposed: boolean,
): Case => ({
  group: 'products',
  name: `${transposed ? 'Aᵀ' : 'A'}·${width === 1 ? 'v' : 'B'}, A ${rows}×${cols}${width === 1 ? '' : `, B of ${width} columns`}`,
  prepare: async (rivals) => {
    const random = new RandomState(7);
    const A = random.randn(rows * cols);
    const B = random.randn((transposed ? rows : cols) * width);
    const vector = new Float64Array((transposed ? cols : rows) * width);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < cols; j++) {
        const [from, to] = transposed ? [i, j] : [j, i];
        for (let k = 0; k < width; k++) {
          vector[to * width + k]! += A[i * cols + j]! * B[from * width + k]!;
        }
      }
    }
    const expected = { value: null, vector };
    const resident = allocate(rows, cols);
    (resident.data as Float64Array).set(A);
    const out = new Float64Array(vector.length);
    const ours = (name: string, X: typeof resident) => {
      const product = transposed ? transposeMultiply : multiply;
      const [right, result] = [
        dense(transposed ? rows : cols, width, B),
        dense(transposed ? cols : rows, width, out),
      ];
      const work = width === 1 ? () => product(X, B, out) : () => product(X, right, result);
      return inProcess(name, work, () => {
        work();
        return { value: null, vector: out };
      });
    };
    const sizes = { rows, cols, width, transposed };
    return {
      amount: 2 * A.length * width,
      unit: 'GFLOP/s',
      expected,
      contenders: [
        ours('betahat, resident', resident),
        ours('betahat, staged', dense(rows, cols, A)),
        ...peerContenders(rivals.peers, (peer) =>
          peer.product?.(A, rows, cols, B, width, transposed),
        ),
        ...(await pythonContenders(rivals, 'product', sizes, { A, B })),
      ],
      bars: [],
    };
  },
});

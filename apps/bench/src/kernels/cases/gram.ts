import { allocate, dense, gram, gramFloat32 } from '@betahat/linalg';
import { threadedProducts, toShared } from '@betahat/linalg/threads';
import { RandomState } from '@betahat/random';
import type { Case } from '../case.ts';
import type { Contender } from '../contest.ts';
import { inProcess, peerContenders } from '../peers.ts';
import { pythonContenders } from '../rivals.ts';
import { yardstick } from '../yardstick.ts';

/** Aᵀ·diag(d)·A, row by row. */
const plain = (A: Float64Array, cols: number, d: Float64Array): Float64Array => {
  const out = new Float64Array(cols * cols);
  for (let i = 0; i < d.length; i++) {
    const row = A.subarray(i * cols, (i + 1) * cols);
    for (let j = 0; j < cols; j++) {
      const factor = d[i]! * row[j]!;
      const at = j * cols;
      for (let k = 0; k <= j; k++) out[at + k]! += factor * row[k]!;
    }
  }
  for (let j = 0; j < cols; j++) for (let k = 0; k < j; k++) out[k * cols + j] = out[j * cols + k]!;
  return out;
};

const TURNS = 200_000;

/** What registers alone reach: nothing to compare, only a rate. */
const peaks = (): Contender[] => {
  const { multiplyAdd, multiplyAdd32 } = yardstick(new WebAssembly.Memory({ initial: 1 }));
  const peak = (name: string, work: () => number, amount: number) =>
    inProcess(name, work, () => ({ value: null, vector: [work()] }), { amount, expected: null });
  return [
    peak('multiply-add in registers, float64', () => multiplyAdd(TURNS, 0.5, 0.25), 48 * TURNS),
    peak('multiply-add in registers, float32', () => multiplyAdd32(TURNS, 0.5, 0.25), 96 * TURNS),
  ];
};

/**
 * Aᵀ·diag(d)·A against the arithmetic peak of the engine: at least such a share of it. Without a
 * share the JavaScript peers take part, which need seconds for each billion multiplications.
 */
export const gramCase = (rows: number, cols: number, atLeast: number | null): Case => ({
  group: atLeast === null ? 'products' : 'gram',
  name: `Aᵀ·diag(d)·A, ${rows}×${cols}`,
  prepare: async (rivals) => {
    const random = new RandomState(4);
    const A = random.randn(rows * cols);
    const d = random.rand(rows).map((u) => u / 4);
    const expected = { value: null, vector: plain(A, cols, d) };
    const resident = allocate(rows, cols);
    (resident.data as Float64Array).set(A);
    const out = dense(cols, cols);
    const single = dense(rows, cols, Float32Array.from(A));
    const resident32 = allocate(rows, cols, 'float32');
    resident32.data.set(A);
    const ours = (
      name: string,
      X: typeof resident,
      precision: Contender['precision'],
      product: typeof gram | typeof gramFloat32 = gram,
    ) => {
      const work = () => product(X, d, out);
      return inProcess(name, work, () => ({ value: null, vector: work().data }), { precision });
    };
    /** Half of the rows by a worker. */
    const twoThreads = (): Contender => {
      const shared = toShared(resident);
      const { gram: threaded } = threadedProducts({ threads: 2 });
      const work = () => threaded(shared, d, out);
      return inProcess('betahat, 2 threads', work, () => ({ value: null, vector: work().data }));
    };
    return {
      amount: rows * cols * (cols + 1),
      unit: 'GFLOP/s',
      expected,
      contenders: [
        ours('betahat, resident', resident, 'float64'),
        ours('betahat, staged', dense(rows, cols, A), 'float64'),
        ours('betahat, float32 storage, staged', single, 'float32'),
        ours('betahat, gramFloat32, staged', single, 'float32', gramFloat32),
        ours('betahat, gramFloat32, resident', resident32, 'float32', gramFloat32),
        ...(atLeast === null ? [] : [twoThreads()]),
        ...peaks(),
        ...(atLeast === null
          ? peerContenders(rivals.peers, (peer) => peer.gram?.(A, rows, cols, d))
          : []),
        ...(await pythonContenders(rivals, 'gram', { rows, cols }, { X: A, d })),
      ],
      bars:
        atLeast === null
          ? []
          : [
              {
                text: 'two threads against one',
                ours: 'betahat, 2 threads',
                other: 'betahat, resident',
                of: 'rate',
                bound: { atLeast: 1.7 },
              },
              {
                text: 'share of the float64 peak',
                ours: 'betahat, resident',
                other: 'multiply-add in registers, float64',
                of: 'rate',
                bound: { atLeast },
              },
              {
                text: 'share of the float32 peak',
                ours: 'betahat, gramFloat32, staged',
                other: 'multiply-add in registers, float32',
                of: 'rate',
                bound: { atLeast },
              },
            ],
    };
  },
});

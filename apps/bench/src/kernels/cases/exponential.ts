import { exp } from '@betahat/linalg';
import { RandomState } from '@betahat/random';
import type { Case } from '../case.ts';
import { inProcess, peerContenders } from '../peers.ts';
import { pythonContenders } from '../rivals.ts';

/** e^x of each number of an array. */
export const exponentialCase = (count: number): Case => ({
  group: 'elementary',
  name: `exp over ${count}`,
  prepare: async (rivals) => {
    const x = new RandomState(6).randn(count).map((v) => 5 * v);
    const out = new Float64Array(count);
    const plain = () => {
      for (let i = 0; i < x.length; i++) out[i] = Math.exp(x[i]!);
      return out;
    };
    const ours = () => exp(x, out);
    return {
      amount: count,
      unit: 'million/s',
      expected: { value: null, vector: plain().slice() },
      contenders: [
        inProcess('betahat', ours, () => ({ value: null, vector: ours() })),
        inProcess('loop over Math.exp', plain, () => ({ value: null, vector: plain() })),
        ...peerContenders(rivals.peers, ({ exponential }) => exponential?.(x)),
        ...(await pythonContenders(rivals, 'exponential', {}, { x })),
      ],
      bars: [
        {
          text: 'exp',
          ours: 'betahat',
          other: 'loop over Math.exp',
          of: 'time',
          bound: { atMost: 0.2 },
        },
      ],
    };
  },
});

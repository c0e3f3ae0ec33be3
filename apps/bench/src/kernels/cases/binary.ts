import { allocate } from '@betahat/linalg';
import { binaryCrossEntropyBlock } from '@betahat/losses/simd';
import { RandomState } from '@betahat/random';
import type { Case } from '../case.ts';
import { inProcess, peerContenders } from '../peers.ts';
import { pythonContenders } from '../rivals.ts';

/** The yardstick: loss and gradient row by row, with Math.exp and Math.log1p. */
const plainBinary = (
  logits: Float64Array,
  labels: Float64Array,
  gradient: Float64Array,
): number => {
  let loss = 0;
  for (let i = 0; i < logits.length; i++) {
    const o = logits[i]!;
    const e = Math.exp(-Math.abs(o));
    loss += Math.log1p(e) + Math.max(o, 0) - labels[i]! * o;
    gradient[i] = (o >= 0 ? 1 / (1 + e) : e / (1 + e)) - labels[i]!;
  }
  return loss;
};

/** Binary cross-entropy on logits with its gradient in them. */
export const binaryCase = (rows: number): Case => ({
  group: 'loss',
  name: `binary cross-entropy with gradient, ${rows}`,
  prepare: async (rivals) => {
    const random = new RandomState(2);
    const logits = random.randn(rows).map((x) => 3 * x);
    const labels = random.rand(rows).map((u) => (u < 0.4 ? 1 : 0));
    const expected = { value: 0, vector: new Float64Array(rows) };
    expected.value = plainBinary(logits, labels, expected.vector);

    const gradient = new Float64Array(rows);
    const resident = allocate(rows, 1).data as Float64Array;
    const ordinary = () => binaryCrossEntropyBlock.residual(logits, labels, null, gradient);
    const inPlace = () => binaryCrossEntropyBlock.residual(resident, labels, null);
    const plain = () => plainBinary(logits, labels, gradient);
    return {
      amount: rows,
      unit: 'million/s',
      expected,
      contenders: [
        inProcess('betahat', ordinary, () => ({ value: ordinary(), vector: gradient })),
        inProcess('betahat, resident', inPlace, () => ({ value: inPlace(), vector: resident }), {
          reset: () => resident.set(logits),
        }),
        inProcess('plain loop, Math.exp', plain, () => ({ value: plain(), vector: gradient })),
        ...peerContenders(rivals.peers, ({ binary }) => binary?.(logits, labels)),
        ...(await pythonContenders(rivals, 'binary', { rows }, { logits, labels })),
      ],
      bars: [],
    };
  },
});

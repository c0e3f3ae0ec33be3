import { allocate } from '@betahat/linalg';
import { categoricalCrossEntropyBlock } from '@betahat/losses/simd';
import { RandomState } from '@betahat/random';
import type { Case } from '../case.ts';
import { inProcess, peerContenders } from '../peers.ts';
import { pythonContenders } from '../rivals.ts';

/** The yardstick: loss and gradient row by row, in ordinary arrays, with Math.exp and Math.log. */
const plainSoftmax = (
  logits: Float64Array,
  labels: Uint32Array,
  classes: number,
  gradient: Float64Array,
): number => {
  let loss = 0;
  for (let i = 0; i < labels.length; i++) {
    const at = i * classes;
    let m = logits[at]!;
    for (let k = 1; k < classes; k++) if (logits[at + k]! > m) m = logits[at + k]!;
    let z = 0;
    for (let k = 0; k < classes; k++) {
      const e = Math.exp(logits[at + k]! - m);
      gradient[at + k] = e;
      z += e;
    }
    const y = labels[i]!;
    loss += Math.log(z) + m - logits[at + y]!;
    for (let k = 0; k < classes; k++) gradient[at + k]! /= z;
    gradient[at + y]! -= 1;
  }
  return loss;
};

/** Softmax cross-entropy on logits with its gradient in them. */
export const softmaxCase = (rows: number, classes: number): Case => ({
  group: 'loss',
  name: `softmax cross-entropy with gradient, ${rows}×${classes}`,
  prepare: async (rivals) => {
    const random = new RandomState(1);
    const logits = random.randn(rows * classes).map((x) => 3 * x);
    const labels = Uint32Array.from(random.rand(rows), (u) => Math.floor(u * classes));
    const expected = { value: 0, vector: new Float64Array(logits.length) };
    expected.value = plainSoftmax(logits, labels, classes, expected.vector);

    const block = categoricalCrossEntropyBlock(classes);
    const gradient = new Float64Array(logits.length);
    const resident = allocate(rows, classes).data as Float64Array;
    const ordinary = () => block.residual(logits, labels, null, gradient);
    const inPlace = () => block.residual(resident, labels, null);
    const plain = () => plainSoftmax(logits, labels, classes, gradient);
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
        ...peerContenders(rivals.peers, ({ softmax }) => softmax?.(logits, labels, classes)),
        ...(await pythonContenders(rivals, 'softmax', { rows, classes }, { logits, labels })),
      ],
      bars: [
        ['plain loop, Math.exp', 0.25] as const,
        ['tfjs-wasm float32', 1] as const,
        ['jax-js float64', 1] as const,
        ['jax-js float32', 1] as const,
        ['PyTorch float64', 1] as const,
        ['PyTorch float32', 1] as const,
      ].map(([other, atMost]) => ({
        text: 'softmax loss and gradient',
        ours: 'betahat',
        other,
        of: 'time',
        bound: { atMost },
      })),
    };
  },
});

import { rangeError, unknownOptions } from '@betahat/linalg/check';
import type { Transform } from './transform.ts';

export interface TraceOptions {
  /** μ, the share of the trace that lives on. */
  readonly decay: number;
  /** Look ahead: u + μ m in place of m. Default false. */
  readonly nesterov?: boolean;
}

/**
 * Heavy ball (B. T. Polyak, 1964), or with `nesterov` the look-ahead form (I. Sutskever et al., ICML
 * 2013):
 *
 *     m ← μ m + u        update: m, or u + μ m
 *
 * PyTorch's SGD(momentum, nesterov) and optax's trace agree with it step by step. Where they differ from
 * each other: PyTorch's `dampening` scales u from the second step on, and its weight decay enters u;
 * optax has neither in trace, and an `ema` with bias correction beside it.
 *
 * @throws RangeError if decay is not in [0, 1); TypeError for an unknown option
 * @example chain(trace({ decay: 0.9 }), scaleByRate(0.1));
 */
export const trace = (options: TraceOptions): Transform<Float64Array> => {
  unknownOptions('trace', options, ['decay', 'nesterov']);
  const { decay, nesterov = false } = options;
  if (!(decay >= 0 && decay < 1)) throw rangeError('trace', 'decay', 'in [0, 1)', decay);
  return {
    name: 'trace',
    start: (dimension) => new Float64Array(dimension),
    apply: (update, memory) => {
      const m = memory.map((mi, i) => decay * mi + update[i]);
      return { update: nesterov ? update.map((ui, i) => ui + decay * m[i]) : m, memory: m };
    },
  };
};

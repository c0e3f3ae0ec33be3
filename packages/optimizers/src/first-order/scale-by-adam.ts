import { rangeError, unknownOptions } from '@betahat/linalg/check';
import type { Transform } from './transform.ts';

export interface ScaleByAdamOptions {
  /** Default 0.9. */
  readonly beta1?: number;
  /** Default 0.999. */
  readonly beta2?: number;
  /** ε, added to the root. Default 1e-8. */
  readonly epsilon?: number;
}

export interface AdamMemory {
  readonly m: Float64Array;
  readonly v: Float64Array;
}

/**
 * Adam (D. Kingma & J. Ba, ICLR 2015, algorithm 1):
 *
 *     m ← β₁ m + (1 − β₁) u      v ← β₂ v + (1 − β₂) u²
 *     update: m̂ / (√v̂ + ε),   m̂ = m / (1 − β₁ᵗ),  v̂ = v / (1 − β₂ᵗ)
 *
 * PyTorch's Adam and optax's scale_by_adam agree with it to rounding. Where they differ from each other:
 * PyTorch's weight decay is part of u (Adam) while optax has it decoupled only (adamw); optax has a
 * second ε under the root (eps_root) and a Nesterov form, PyTorch has AMSGrad.
 *
 * @throws RangeError for a β outside [0, 1) or a negative ε; TypeError for an unknown option
 * @example chain(scaleByAdam(), scaleByRate(0.01));
 */
export const scaleByAdam = (options: ScaleByAdamOptions = {}): Transform<AdamMemory> => {
  unknownOptions('scaleByAdam', options, ['beta1', 'beta2', 'epsilon']);
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
  for (const [name, beta] of Object.entries({ beta1, beta2 })) {
    if (!(beta >= 0 && beta < 1)) throw rangeError('scaleByAdam', name, 'in [0, 1)', beta);
  }
  if (!(epsilon >= 0)) throw rangeError('scaleByAdam', 'epsilon', 'a non-negative number', epsilon);
  return {
    name: 'scaleByAdam',
    start: (dimension) => ({ m: new Float64Array(dimension), v: new Float64Array(dimension) }),
    apply: (update, memory, { step }) => {
      const m = memory.m.map((mi, i) => beta1 * mi + (1 - beta1) * update[i]);
      const v = memory.v.map((vi, i) => beta2 * vi + (1 - beta2) * update[i] * update[i]);
      const c1 = 1 - beta1 ** (step + 1);
      const c2 = 1 - beta2 ** (step + 1);
      const scaled = m.map((mi, i) => mi / c1 / (Math.sqrt(v[i] / c2) + epsilon));
      return { update: scaled, memory: { m, v } };
    },
  };
};

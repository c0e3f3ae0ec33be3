import { anyNumber } from './domains.ts';
import { entropy } from './entropy.ts';
import { binaryTargets } from './targets.ts';
import type { Loss } from './types.ts';

/**
 * Binary cross-entropy of a logit o and a target y ∈ [0, 1].
 *
 * The likelihood of y under ŷ = σ(o) is ŷ^y (1−ŷ)^(1−y). Its negative logarithm, with
 * log σ(o) = o − softplus(o) and log(1 − σ(o)) = −softplus(o), is
 *
 *     ℓ(o, y) = −y log ŷ − (1−y) log(1−ŷ) = log(1 + e^o) − y·o
 *
 *     ∂ℓ/∂o = e^o / (1 + e^o) − y = ŷ − y
 *     ∂ℓ/∂ŷ = −y/ŷ + (1−y)/(1−ŷ) = (ŷ − y) / (ŷ(1−ŷ))
 *     ∂²ℓ/∂o² = ŷ(1−ŷ) ≤ 1/4
 *     ℓ*(u) = p log p + (1−p) log(1−p),  p = u + y ∈ [0, 1]       (u·o − ℓ is largest where ŷ = p)
 *
 * In doubles everything is written with e = exp(−|o|) ≤ 1, which cannot overflow. The smaller of ŷ
 * and 1−ŷ is then q = e/(1+e), and
 *
 *     o > 0:  ℓ = log1p(e) + (1−y)·|o|,   ŷ − y = (1−y) − q
 *     o ≤ 0:  ℓ = log1p(e) + y·|o|,       ŷ − y = q − y
 *
 * No two terms of ℓ cancel. At y = 1 and a large logit the residual is −q, where 1/(1+e) − 1 would
 * round to 0.
 *
 * Shapes: logits and targets with one entry per row. Errors: see `Loss`.
 * @see T. Hastie, R. Tibshirani, J. Friedman, The Elements of Statistical Learning, 2nd ed., 4.4
 * @example
 * import { binaryCrossEntropy, gradientWrtLogits, lossValue } from '@betahat/losses';
 * lossValue(binaryCrossEntropy, [0, 1000], [1, 0]); // 1000.6931471805599
 * gradientWrtLogits(binaryCrossEntropy, [0, 1000], [1, 0]); // Float64Array [-0.5, 1]
 */
export const binaryCrossEntropy: Loss = {
  name: 'binaryCrossEntropy',
  formula: 'log(1 + exp(o)) − y·o',
  input: 'logits',
  domain: anyNumber,
  outputs: 1,
  classes: 2,
  targets: binaryTargets,
  smoothness: 0.25,
  value: ([o], [y]) => {
    const away = o! > 0 ? 1 - y! : y!;
    // 0 · Infinity: an infinite logit on the right side costs nothing.
    return Math.log1p(Math.exp(-Math.abs(o!))) + (away === 0 ? 0 : away * Math.abs(o!));
  },
  gradientWrtLogits: ([o], [y], out) => {
    const e = Math.exp(-Math.abs(o!));
    const q = e / (1 + e);
    out[0] = o! > 0 ? 1 - y! - q : q - y!;
  },
  gradientWrtPredictions: ([o], [y], out) => {
    // 1/ŷ = 1 + e^(−o) and 1/(1−ŷ) = 1 + e^o, each exact where ŷ itself would round to 0 or 1.
    const one = y! === 0 ? 0 : y! * (1 + Math.exp(-o!));
    const zero = y! === 1 ? 0 : (1 - y!) * (1 + Math.exp(o!));
    out[0] = zero - one;
  },
  hessianVector: ([o], _, [v], out) => {
    const e = Math.exp(-Math.abs(o!));
    out[0] = (e / (1 + e) / (1 + e)) * v!;
  },
  conjugate: ([u], [y]) => entropy(u! + y!) + entropy(1 - y! - u!),
};

import { dot, dotSize } from '../vector.ts';

/** The last steps s and changes of gradient y, oldest first. */
export interface Pairs {
  readonly steps: readonly Float64Array[];
  readonly changes: readonly Float64Array[];
}

/**
 * v ↦ Bv, the inverse Hessian that the pairs imply (two-loop recursion: Nocedal & Wright, algorithm
 * 7.4), from an initial metric, by default sᵀy/yᵀy of the last pair times the identity.
 */
export const twoLoop = (
  { steps, changes }: Pairs,
  v: Float64Array,
  metric?: (v: Float64Array) => Float64Array,
): Float64Array => {
  const n = steps.length;
  let q: Float64Array = v.slice();
  const alphas = new Float64Array(n);
  const curvatures = new Float64Array(n);
  for (let k = n - 1; k >= 0; k--) {
    curvatures[k] = dot(steps[k], changes[k]);
    alphas[k] = dot(steps[k], q) / curvatures[k];
    add(q, -alphas[k], changes[k]);
  }
  if (metric !== undefined) q = metric(q);
  else if (n > 0) {
    const y = changes[n - 1];
    const gamma = dot(steps[n - 1], y) / dot(y, y);
    for (let i = 0; i < q.length; i++) q[i] *= gamma;
  }
  for (let k = 0; k < n; k++) {
    const beta = dot(changes[k], q) / curvatures[k];
    add(q, alphas[k] - beta, steps[k]);
  }
  return q;
};

/**
 * v ↦ γ B₀v with γ = sᵀy/yᵀB₀y of the last pair: an initial metric that is right but for its size, which
 * changes as probabilities move away from those that it was made at.
 */
export const rescaled = (
  { steps, changes }: Pairs,
  metric: (v: Float64Array) => Float64Array,
): ((v: Float64Array) => Float64Array) => {
  const s = steps.at(-1);
  const y = changes.at(-1);
  if (s === undefined || y === undefined) return metric;
  let gamma: number | null = null;
  return (v) => {
    gamma ??= dot(s, y) / dot(y, metric(y));
    const product = metric(v);
    for (let i = 0; i < product.length; i++) product[i] *= gamma;
    return product;
  };
};

const add = (to: Float64Array, factor: number, v: Float64Array): void => {
  for (let i = 0; i < to.length; i++) to[i] += factor * v[i];
};

/** The pairs with one more, at most `memory`; a pair whose curvature is rounding, in any units, is left out. */
export const withPair = (
  { steps, changes }: Pairs,
  step: Float64Array,
  change: Float64Array,
  memory: number,
): Pairs =>
  dot(step, change) > Number.EPSILON * dotSize(step, change)
    ? { steps: [...steps, step].slice(-memory), changes: [...changes, change].slice(-memory) }
    : { steps, changes };

import { dot } from '../vector.ts';

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
  for (let k = n - 1; k >= 0; k--) {
    alphas[k] = dot(steps[k], q) / dot(steps[k], changes[k]);
    add(q, -alphas[k], changes[k]);
  }
  if (metric !== undefined) q = metric(q);
  else if (n > 0) {
    const y = changes[n - 1];
    const gamma = dot(steps[n - 1], y) / dot(y, y);
    for (let i = 0; i < q.length; i++) q[i] *= gamma;
  }
  for (let k = 0; k < n; k++) {
    const beta = dot(changes[k], q) / dot(steps[k], changes[k]);
    add(q, alphas[k] - beta, steps[k]);
  }
  return q;
};

const add = (to: Float64Array, factor: number, v: Float64Array): void => {
  for (let i = 0; i < to.length; i++) to[i] += factor * v[i];
};

/** The pairs with one more, at most `memory`; a pair without curvature is left out. */
export const withPair = (
  { steps, changes }: Pairs,
  step: Float64Array,
  change: Float64Array,
  memory: number,
): Pairs =>
  dot(step, change) > Number.EPSILON * dot(change, change)
    ? { steps: [...steps, step].slice(-memory), changes: [...changes, change].slice(-memory) }
    : { steps, changes };

import { hessianVector } from '../ask.ts';
import type { Work } from '../method.ts';
import { dot, dotSize, negated } from '../vector.ts';

/** What conjugate gradients found for H p = −g. */
export interface NewtonSystem {
  /** p, an approximate Newton step; null curvature or rounding may have cut it short. */
  readonly direction: Float64Array;
  /** gᵀH⁻¹g as far as the iterations reached: a lower bound in exact arithmetic. */
  readonly decrement: number;
  /** Estimate of what the decrement still lacks. */
  readonly missing: number;
  readonly products: number;
  /** Negative curvature was met: H is not positive semidefinite at x. */
  readonly indefinite: boolean;
}

export interface ConjugateGradientRules {
  readonly maxProducts: number;
  /** v ↦ M⁻¹v with M ≈ H, symmetric positive definite. */
  readonly metric: ((v: Float64Array) => Float64Array) | undefined;
  /** Asked after each product; true ends the solve. */
  readonly enough: (decrement: number, missing: number, residual: number) => boolean;
}

/** How many products the look back at the last gains spans. */
const WINDOW = 3;

/**
 * Preconditioned conjugate gradients for H p = −g, from p = 0 (Nocedal & Wright, Numerical
 * Optimization, algorithm 5.3). The gains α rᵀz of the steps add up to the decrement gᵀH⁻¹g from
 * below; what is missing is estimated from the last gains by their geometric decay (Strakoš &
 * Tichý, ETNA 13, 2002).
 *
 * `residual` is √(rᵀM⁻¹r) relative to its first value.
 */
export function* conjugateGradients(
  x: Float64Array,
  gradient: Float64Array,
  rules: ConjugateGradientRules,
): Work<'hessianVector', NewtonSystem> {
  const precondition = rules.metric ?? ((v: Float64Array) => v.slice());
  const direction = new Float64Array(x.length);
  const r = negated(gradient);
  let z = precondition(r);
  let p: Float64Array = z.slice();
  let rz = dot(r, z);
  const first = rz;
  const gains: number[] = [];
  let decrement = 0;
  let missing = Number.POSITIVE_INFINITY;
  let products = 0;
  while (products < rules.maxProducts && rz > 0) {
    const Hp = yield* hessianVector(x, p);
    products++;
    const curvature = dot(p, Hp);
    // Flat up to rounding (a gauge, collinear columns) or curved downwards: no further this way.
    if (!(curvature > 1e-15 * dotSize(p, Hp))) {
      const indefinite = curvature < -1e-10 * Math.sqrt(dot(p, p) * dot(Hp, Hp));
      if (products === 1) direction.set(p);
      return { direction, decrement, missing, products, indefinite };
    }
    const alpha = rz / curvature;
    for (let i = 0; i < r.length; i++) {
      direction[i] += alpha * p[i];
      r[i] -= alpha * Hp[i];
    }
    gains.push(alpha * rz);
    decrement += alpha * rz;
    z = precondition(r);
    const next = dot(r, z);
    missing = tail(gains);
    if (!(next > 0) || rules.enough(decrement, missing, Math.sqrt(next / first))) {
      if (!(next > 0)) missing = 0;
      break;
    }
    const beta = next / rz;
    p = added(z, beta, p);
    rz = next;
  }
  if (rz === 0 && products === 0) missing = 0;
  return { direction, decrement, missing, products, indefinite: false };
}

/** z + βp, in fresh memory: whoever was asked may have kept p. */
const added = (z: Float64Array, beta: number, p: Float64Array): Float64Array => {
  const sum = new Float64Array(z.length);
  for (let i = 0; i < z.length; i++) sum[i] = z[i] + beta * p[i];
  return sum;
};

/**
 * The rest of a series of gains that decays about geometrically, from the largest of the last ones on: the
 * first may be small, where a direction of large curvature comes before all others. A last one that
 * falls less than they did on average tells of what is still to come.
 */
const tail = (gains: readonly number[]): number => {
  const n = gains.length;
  const last = gains[n - 1];
  if (n < 2) return last;
  let back = 1;
  for (let k = 2; k <= Math.min(WINDOW, n - 1); k++) {
    if (gains[n - 1 - k] >= gains[n - 1 - back]) back = k;
  }
  const average = (last / gains[n - 1 - back]) ** (1 / back);
  const ratio = Math.max(average, last / gains[n - 2]);
  return ratio < 1 ? (last * ratio) / (1 - ratio) : Number.POSITIVE_INFINITY;
};

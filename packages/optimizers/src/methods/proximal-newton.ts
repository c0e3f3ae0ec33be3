import type { DenseMatrix } from '@betahat/linalg';
import { along, evaluate } from '../ask.ts';
import {
  type Certificate,
  type Ending,
  type Iterate,
  isEvaluated,
  type Method,
  unevaluated,
  type Work,
} from '../method.ts';
import { certifiedGap } from '../newton/decrement.ts';
import { askGap, askPenalty, violations } from '../proximal/ask-penalty.ts';
import { coordinateDescent } from '../proximal/coordinate-descent.ts';
import { workingSet } from '../proximal/working-set.ts';
import type { SeparablePenalty } from '../request.ts';
import { dot, isZero, largest, moved } from '../vector.ts';

export interface ProximalNewtonState extends Iterate {
  /** Where the quadratic model with the penalty is least: the next point at full step. */
  readonly target: Float64Array;
  readonly residual: number;
  /** How far the model falls, where every variable that wants to move is in it. */
  readonly decrement: Certificate | null;
}

/** Sufficient decrease of the line search. */
const ARMIJO = 1e-4;
const MOST_HALVINGS = 40;
/** How far coordinate descent goes: while the gap is more than this share of F, and after. */
const ROUGH = 1e-3;
const EXACT = 1e-14;
/** A predicted decrease below this share of |F| may be invisible in sums of many terms. */
const INVISIBLE = 2 ** -40;

/**
 * Proximal Newton for F(x) = f(x) + P(x), P separable and not smooth (L1, elastic net):
 *
 *     z = argmin ∇f(x)ᵀ(z − x) + ½ (z − x)ᵀH(x)(z − x) + P(z),   x ← x + t (z − x)
 *
 * (J. Lee, Y. Sun & M. Saunders, SIAM J. Optim. 24, 2014). The model is minimised by coordinate descent
 * on a working set, so that only the Hessian of the columns at work is formed; zeros are exact. The
 * certificate is the duality gap where the problem can tell it, else how far the model falls, which
 * for P = 0 is half the squared Newton decrement.
 *
 * @example
 * const lasso = { dimension: 2, smooth: objective, penalty };
 * minimize(lasso, proximalNewton(), [0, 0]).converged; // true
 */
export const proximalNewton = (): Method<
  ProximalNewtonState,
  'evaluate' | 'curvature' | 'penalty'
> => ({
  name: 'proximalNewton',
  asks: ['evaluate', 'curvature', 'penalty'],
  maxIterations: 200,
  start: (x0) => ({
    ...unevaluated(x0),
    target: new Float64Array(0),
    residual: Number.POSITIVE_INFINITY,
    decrement: null,
  }),
  *step(state) {
    const penalty = yield* askPenalty();
    if (!isEvaluated(state)) {
      const here = yield* evaluateBoth(state.x, penalty);
      return { ...(yield* withTarget(here, penalty, null)), iteration: 0 };
    }
    const iteration = state.iteration + 1;
    if (state.ending !== undefined) return { ...state, iteration };
    const taken = yield* search(state, penalty);
    if (taken === 'floor') return atFloor(state, iteration);
    if (typeof taken === 'string') return { ...state, iteration, ending: taken };
    const next = { ...(yield* withTarget(taken, penalty, state)), iteration };
    const floor = INVISIBLE * Math.abs(state.value);
    const noGain = next.value >= state.value && next.residual >= 0.5 * state.residual;
    // The duality gap falls with the residuals, on and on below the rounding of values.
    const narrower = certifiedGap(next) <= 0.5 * certifiedGap(state);
    if (noGain && !narrower && gapOf(state) <= floor) {
      const better = next.residual < state.residual ? next : state;
      return atFloor(better, iteration);
    }
    return next;
  },
});

interface Point {
  readonly x: Float64Array;
  /** F. */
  readonly value: number;
  /** ∇f. */
  readonly gradient: Float64Array;
}

const gapOf = (state: ProximalNewtonState): number => state.decrement?.value ?? certifiedGap(state);

/** Where values no longer tell, the duality gap (first order in the residuals) is the coarser one. */
const atFloor = (state: ProximalNewtonState, iteration: number): ProximalNewtonState => {
  const { decrement, certificate } = state;
  const finer = decrement !== null && decrement.value < certifiedGap(state);
  return { ...state, iteration, ending: 'floor', certificate: finer ? decrement : certificate };
};

function* evaluateBoth(x: Float64Array, penalty: SeparablePenalty): Work<'evaluate', Point> {
  const { value, gradient } = yield* evaluate(x);
  return { x, value: value + penalty.value(x), gradient };
}

/** The state at a point: its violations, the model's minimum and the certificate. */
function* withTarget(
  here: Point,
  penalty: SeparablePenalty,
  before: ProximalNewtonState | null,
): Work<'curvature', Omit<ProximalNewtonState, 'iteration'>> {
  const { x, value, gradient } = here;
  const unknown = { ...here, target: x, residual: Number.NaN, certificate: null, decrement: null };
  if (!Number.isFinite(value) || !gradient.every(Number.isFinite)) return unknown;
  const gap = yield* askGap(x);
  const violation = violations(penalty, x, gradient);
  const residual = largest(violation);
  const { columns, complete } = workingSet(x, violation);
  const H = (yield { ask: 'curvature', x, want: 'matrix', columns }) as DenseMatrix;
  if (!H.data.every(Number.isFinite)) return { ...unknown, ending: 'notFinite' };
  const part = (v: Float64Array) => Float64Array.from(columns, (j) => v[j]);
  const model = { columns, from: part(x), gradient: part(gradient), H, penalty };
  const { z, decrease } = coordinateDescent(model, accuracyAfter(before));
  const target = x.slice();
  columns.forEach((j, i) => {
    target[j] = z[i];
  });
  const decrement: Certificate | null = complete
    ? { kind: 'newtonDecrement', value: decrease }
    : null;
  return { ...here, target, residual, decrement, certificate: gap ?? decrement };
}

/** Far from the minimum the model itself is rough: solving it exactly would be wasted. */
const accuracyAfter = (before: ProximalNewtonState | null): number => {
  if (before === null) return ROUGH;
  const share = gapOf(before) / Math.abs(before.value);
  return share < ROUGH ? EXACT : ROUGH;
};

/** The full step where it lowers F enough, else halvings, which are cheap by 'along'. */
function* search(
  state: ProximalNewtonState,
  penalty: SeparablePenalty,
): Work<'evaluate', Point | Ending> {
  const { x, value, gradient, target } = state;
  const d = moved(target, -1, x);
  const start = penalty.value(x);
  const predicted = dot(gradient, d) + (penalty.value(target) - start);
  const invisible = -predicted <= INVISIBLE * Math.abs(value);
  if (Number.isNaN(predicted)) return 'notFinite';
  if (!(predicted < 0) && !invisible) return 'lineSearchFailed';
  if (isZero(d)) return 'floor';
  const full = yield* evaluateBoth(target, penalty);
  if (full.value <= value + ARMIJO * predicted) return full;
  // The difference of two values is all rounding: the step is judged at the next point instead.
  if (invisible && full.value <= value + INVISIBLE * Math.abs(value)) return full;
  let t = 0.5;
  for (let k = 0; k < MOST_HALVINGS; k++, t *= 0.5) {
    const there = moved(x, t, d);
    const line = yield* along(x, d, t);
    if (line !== null && !(line.value + penalty.value(there) <= value + ARMIJO * t * predicted)) {
      continue;
    }
    const point = yield* evaluateBoth(there, penalty);
    if (point.value <= value + ARMIJO * t * predicted) return point;
  }
  return invisible ? 'floor' : 'lineSearchFailed';
}

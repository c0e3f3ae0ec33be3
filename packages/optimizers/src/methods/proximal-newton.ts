import type { DenseMatrix } from '@betahat/linalg';
import { along, askGap, evaluate } from '../ask.ts';
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
import { askPenalty, violations } from '../proximal/ask-penalty.ts';
import { coordinateDescent } from '../proximal/coordinate-descent.ts';
import { faceStep } from '../proximal/face-step.ts';
import { sampledHessian } from '../proximal/sampled-hessian.ts';
import { covers, workingSet } from '../proximal/working-set.ts';
import type { Answer, SeparablePenalty, Shape } from '../request.ts';
import { partPrice } from '../sampled/plan.ts';
import { dot, isZero, largest, moved } from '../vector.ts';

export interface ProximalNewtonState extends Iterate {
  /** Where the quadratic model with the penalty is least: the next point at full step. Null until needed. */
  readonly target: Float64Array | null;
  readonly residual: number;
  /** F − F*, as far as is known: the duality gap, or what the model of the point before promised. */
  readonly expected: number;
  /** How far the model falls, where every variable that wants to move is in it. */
  readonly decrement: Certificate | null;
  /** The target is not that of the whole Hessian: of a sample of the rows, or of products with it. */
  readonly rough: boolean;
  /** Products with the Hessian led on so far: where it is dear they are tried first. */
  readonly products: boolean;
  /** The Hessian of the last model that was formed over all rows; null once it serves no longer. */
  readonly known: PartOfHessian | null;
}

/** The Hessian over some of the variables, as it was at this point or one before. */
interface PartOfHessian {
  readonly columns: Uint32Array;
  readonly H: DenseMatrix;
}

/** A state that a step can be taken from. */
interface Aimed extends ProximalNewtonState {
  readonly target: Float64Array;
}

/** Sufficient decrease of the line search. */
const ARMIJO = 1e-4;
const MOST_HALVINGS = 40;
/** How far coordinate descent goes: while the gap is more than this share of F, and after. */
const ROUGH = 1e-3;
const EXACT = 1e-14;
/** After a step that promised more than this share of F the gap, which costs a read or two, is not asked. */
const FAR = 1e-2;
/** The gap, which is of first order, falls to this share in a step by a Hessian that still serves. */
const FAST = 0.1;
/** Products may cost this share of what the Hessian would … */
const WORTH_PRODUCTS = 0.4;
/** … where so many at least would be that. */
const FEWEST_PRODUCTS = 8;
/** A predicted decrease below this share of |F| may be invisible in sums of many terms. */
const INVISIBLE = 2 ** -40;

/**
 * Proximal Newton for F(x) = f(x) + P(x), P separable and not smooth (L1, elastic net):
 *
 *     z = argmin ∇f(x)ᵀ(z − x) + ½ (z − x)ᵀH(x)(z − x) + P(z),   x ← x + t (z − x)
 *
 * (J. Lee, Y. Sun & M. Saunders, SIAM J. Optim. 24, 2014). The model is minimised by coordinate descent
 * on a working set, so that only the Hessian of the columns at work is formed; zeros are exact. Far
 * from the minimum a sample of the rows gives that Hessian, near it the one of the step before does, as
 * long as the gap falls fast with it. Where it is dear, near the minimum, products with it are tried
 * first (see face-step.ts): a path of 100 elastic nets, 5000 × 500, takes 942 reads and 56 Hessians of few
 * columns, where it took 642 reads and 148 Hessians of up to all. The
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
  start: (x0) => ({ ...unevaluated(x0), ...UNKNOWN, expected: Number.POSITIVE_INFINITY }),
  *step(state) {
    const penalty = yield* askPenalty();
    if (!isEvaluated(state)) {
      const here = yield* evaluateBoth(state.x, penalty);
      return { ...(yield* arrived(here, penalty, null)), iteration: 0 };
    }
    const iteration = state.iteration + 1;
    if (state.ending !== undefined) return { ...state, iteration };
    let from = isAimed(state) ? state : yield* aimed(state, penalty, true);
    if (!isAimed(from)) return { ...from, iteration };
    let taken = yield* search(from, penalty);
    if (taken === 'lineSearchFailed' && from.rough) {
      // What was cheap misled: the whole Hessian does not.
      from = yield* aimed(state, penalty, false);
      if (!isAimed(from)) return { ...from, iteration };
      taken = yield* search(from, penalty);
    }
    if (taken === 'floor') return atFloor(from, iteration);
    if (typeof taken === 'string') return { ...from, iteration, ending: taken };
    const next = { ...(yield* arrived(taken, penalty, from)), iteration };
    const floor = INVISIBLE * Math.abs(from.value);
    const noGain = next.value >= from.value && next.residual >= 0.5 * from.residual;
    // The duality gap falls with the residuals, on and on below the rounding of values.
    const narrower = certifiedGap(next) <= 0.5 * certifiedGap(from);
    if (noGain && !narrower && gapOf(from) <= floor) {
      const better = next.residual < from.residual ? next : from;
      return atFloor(better, iteration);
    }
    return next;
  },
});

const UNKNOWN = {
  target: null,
  residual: Number.POSITIVE_INFINITY,
  certificate: null,
  decrement: null,
  rough: false,
  products: true,
  known: null,
} as const;

const isAimed = (state: ProximalNewtonState): state is Aimed => state.target !== null;

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

/**
 * The state at a point: its violations and the certificate. Where the problem can tell the duality gap
 * the model is left for the next step, which may not be needed; else its fall is the certificate.
 */
function* arrived(
  here: Point,
  penalty: SeparablePenalty,
  before: Aimed | null,
): Work<'curvature', ProximalNewtonState> {
  const { x, value, gradient } = here;
  const iteration = before?.iteration ?? 0;
  const expected = before === null ? Number.POSITIVE_INFINITY : before.expected;
  const unknown = { ...here, ...UNKNOWN, iteration, expected };
  if (!Number.isFinite(value) || !gradient.every(Number.isFinite)) return unknown;
  const residual = largest(violations(penalty, x, gradient));
  // A warm start may be there already; zero is not.
  const near = before === null ? !isZero(x) : expected <= FAR * Math.abs(value);
  if (!near) return { ...unknown, residual };
  const gap = yield* askGap(x);
  if (gap !== null) {
    // A Hessian from a step back does, as long as the gap falls fast with it.
    const falls = before !== null && gap.value <= FAST * certifiedGap(before);
    const unjudged = (before?.certificate ?? null) === null;
    const known = falls || unjudged ? (before?.known ?? null) : null;
    const products = before === null || (before.products && (falls || unjudged || !before.rough));
    return { ...unknown, residual, certificate: gap, expected: gap.value, known, products };
  }
  const state = yield* aimed({ ...unknown, residual }, penalty, false);
  return { ...state, certificate: state.decrement };
}

/** So far from the minimum that no model is good. */
const isFar = ({ expected, value }: ProximalNewtonState): boolean =>
  !(expected < ROUGH * Math.abs(value));

/** Where products with the Hessian lead; null where forming it is cheaper, or they did not lead on. */
function* byProducts(
  state: ProximalNewtonState,
  penalty: SeparablePenalty,
  columns: number,
): Work<never, ProximalNewtonState | null> {
  const { x, gradient, value, products, certificate } = state;
  if (!products || certificate === null) return null;
  const shape = (yield { ask: 'shape', optional: true }) as (Answer & Shape) | null;
  if (shape === null) return null;
  const most = Math.floor(WORTH_PRODUCTS * partPrice(shape, columns));
  if (most < FEWEST_PRODUCTS) return null;
  // Inexact steps: the model is as wrong as the gap is large.
  const accuracy = Math.min(0.1, Math.max(EXACT, state.expected / Math.abs(value)));
  const found = yield* faceStep(x, gradient, penalty, accuracy, most);
  if (found === null) return null;
  const { target, decrease } = found;
  return { ...state, target, rough: true, expected: decrease };
}

/** A state with the minimum of its model, by cheaper ways than the whole Hessian where allowed. */
function* aimed(
  state: ProximalNewtonState,
  penalty: SeparablePenalty,
  cheaply: boolean,
): Work<'curvature', ProximalNewtonState> {
  const { x, gradient } = state;
  const violation = violations(penalty, x, gradient);
  const kept = state.known !== null && covers(state.known.columns, x, violation);
  const { columns, complete } = kept
    ? { columns: state.known.columns, complete: false }
    : workingSet(x, gradient, penalty);
  const byCG = cheaply && !kept ? yield* byProducts(state, penalty, columns.length) : null;
  if (byCG !== null) return byCG;
  // Before the gap is worth asking for a sample does.
  const sample = cheaply && !kept && state.certificate === null;
  const overSample = sample ? yield* sampledHessian(state, columns) : null;
  const H = kept
    ? state.known.H
    : (overSample ?? ((yield { ask: 'curvature', x, want: 'matrix', columns }) as DenseMatrix));
  if (!H.data.every(Number.isFinite)) return { ...state, ending: 'notFinite' };
  const part = (v: Float64Array) => Float64Array.from(columns, (j) => v[j]);
  const model = { columns, from: part(x), gradient: part(gradient), H, penalty };
  // Far from the minimum the model itself is rough: solving it exactly would be wasted.
  const accuracy = isFar(state) ? ROUGH : EXACT;
  const { z, decrease } = coordinateDescent(model, accuracy);
  const target = x.slice();
  columns.forEach((j, i) => {
    target[j] = z[i];
  });
  const rough = overSample !== null;
  const decrement: Certificate | null =
    complete && !rough ? { kind: 'newtonDecrement', value: decrease } : null;
  const known = rough ? null : { columns, H };
  return { ...state, target, decrement, rough, known, expected: decrease };
}

/** The full step where it lowers F enough, else halvings, which are cheap by 'along'. */
function* search(state: Aimed, penalty: SeparablePenalty): Work<'evaluate', Point | Ending> {
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

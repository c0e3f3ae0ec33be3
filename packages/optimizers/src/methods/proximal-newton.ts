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
import { corrected, type PartOfHessian, partOf, raised } from '../proximal/part-of-hessian.ts';
import { sampledHessian } from '../proximal/sampled-hessian.ts';
import { covers, type WorkingSet, workingSet } from '../proximal/working-set.ts';
import type { Answer, SeparablePenalty, Shape } from '../request.ts';
import { partPrice } from '../sampled/plan.ts';
import { dot, firstNotFinite, isZero, largest, moved } from '../vector.ts';

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
  /** The Hessian is to serve the next of a path of problems too: it takes in more columns. */
  readonly lasting: boolean;
  /** Products with the Hessian led on so far: where it is dear they are tried first. */
  readonly products: boolean;
  /** The Hessian of the last model that was formed over all rows; null once it serves no longer. */
  readonly known: PartOfHessian | null;
}

/** A state that a step can be taken from. */
interface Aimed extends ProximalNewtonState {
  readonly target: Float64Array;
}

/** Sufficient decrease of the line search. */
const ARMIJO = 1e-4;
const MOST_HALVINGS = 40;
/** Variables at zero whose slope is within this factor of moving them are likely to be next … */
const AHEAD = 1.05;
/** … and for the next problems of a path, whose penalties are weaker. */
const FAR_AHEAD = 2;
/** Columns of a Hessian that is to serve a path, at most: 8 MB. */
const MOST_LASTING = 1000;
/** From so many columns on a known Hessian is used by products with it, not by coordinate descent. */
const MANY = 100;
/** So many at most: each costs less than a read. */
const MOST_PRODUCTS = 50;
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
/** Of the gradient: what a model at its minimum may leave of it. */
const UNTOLD = 1e-6;
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
 * long as the gap falls fast with it, corrected by what the gradient did (BFGS). Where it is dear, near the
 * minimum, products with it are tried first (see face-step.ts): 100 elastic nets, 5000 × 500, each from the
 * one before, take 820 reads and 56 Hessians of few columns, without them 148 of up to all. Begun with
 * the state of the problem before (see underOther) they take 192 reads, 9 of them for Hessians. The
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
      return { ...(yield* arrived(here, penalty, null, state)), iteration: 0 };
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
    if (taken === 'floor') {
      // A Hessian of this very point tells how far F could fall.
      const told =
        from.decrement === null ? yield* aimed({ ...state, known: null }, penalty, false) : from;
      return atFloor(isAimed(told) ? told : from, iteration);
    }
    if (typeof taken === 'string') return { ...from, iteration, ending: taken };
    const next = { ...(yield* arrived(taken, penalty, from)), iteration };
    const floor = INVISIBLE * Math.abs(from.value);
    // Where no more is left to fall than this, residuals that do not fall are rounding. The duality gap falls with them, on
    // and on below the rounding of values; by a step of the whole model fast.
    const flatter = next.residual < 0.5 * from.residual;
    const narrower =
      certifiedGap(next) <= (from.decrement === null ? 0.5 : FAST) * certifiedGap(from);
    if (!flatter && !narrower && gapOf(from) <= floor) {
      const better =
        next.residual < from.residual ? { ...next, decrement: carried(from, next) } : from;
      return atFloor(better, iteration);
    }
    return next;
  },
});

/**
 * A state to begin with where the objective has changed: x, and the Hessian of the columns at work with
 * `added(j)` to its diagonal. It serves as long as steps by it make good way.
 *
 * @example
 * const lasso = { dimension: 2, smooth: objective, penalty };
 * const { state } = minimize(lasso, proximalNewton(), [0, 0]);
 * minimize(lasso, proximalNewton(), underOther(state, () => 0)).iterations; // 0
 */
export const underOther = (
  { x, known }: ProximalNewtonState,
  added: (j: number) => number,
): ProximalNewtonState => ({
  ...unevaluated(x),
  ...UNKNOWN,
  expected: Number.POSITIVE_INFINITY,
  lasting: true,
  known: known && raised(known, added),
});

const UNKNOWN = {
  target: null,
  residual: Number.POSITIVE_INFINITY,
  certificate: null,
  decrement: null,
  rough: false,
  products: true,
  lasting: false,
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

/** What is known of the point before holds of one whose value differs by rounding, and by that much. */
const carried = ({ decrement, value }: ProximalNewtonState, next: ProximalNewtonState) =>
  next.decrement ??
  (decrement && { ...decrement, value: decrement.value + Math.max(0, next.value - value) });

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
  start: ProximalNewtonState | null = null,
): Work<'curvature', ProximalNewtonState> {
  const { x, value, gradient } = here;
  const iteration = before?.iteration ?? 0;
  const expected = before === null ? Number.POSITIVE_INFINITY : before.expected;
  const lasting = (before ?? start)?.lasting ?? false;
  const unknown = { ...here, ...UNKNOWN, lasting, iteration, expected };
  if (!Number.isFinite(value) || !gradient.every(Number.isFinite)) return unknown;
  const residual = largest(violations(penalty, x, gradient));
  // A warm start may be there already; zero is not.
  const near = before === null ? !isZero(x) : expected <= FAR * Math.abs(value);
  if (!near) return { ...unknown, residual };
  const gap = yield* askGap(x);
  if (gap !== null) {
    // A Hessian from a step back does, as long as the gap falls fast with it.
    const falls =
      before !== null && Number.isFinite(gap.value) && gap.value <= FAST * certifiedGap(before);
    const unjudged = (before?.certificate ?? null) === null;
    const serves = falls || unjudged;
    const known = !serves ? null : before === null ? (start?.known ?? null) : kept(before, here);
    const products = before === null || (before.products && (falls || unjudged || !before.rough));
    return { ...unknown, residual, certificate: gap, expected: gap.value, known, products };
  }
  const state = yield* aimed({ ...unknown, residual }, penalty, false);
  return { ...state, certificate: state.decrement };
}

/** The Hessian of the step that led here, corrected by what the gradient did along it. */
const kept = (before: Aimed, { x, value, gradient }: Point): PartOfHessian | null => {
  const { known } = before;
  if (known === null) return null;
  const change = (to: Float64Array, from: Float64Array) =>
    partOf(known.columns, moved(to, -1, from));
  const floor = INVISIBLE * Math.abs(value);
  return corrected(known, change(x, before.x), change(gradient, before.gradient), floor);
};

/** So far from the minimum that no model is good. */
const isFar = ({ expected, value }: ProximalNewtonState): boolean =>
  !(expected < ROUGH * Math.abs(value));

/** Where products with the Hessian lead; null where forming it is cheaper, or they did not lead on. */
function* byProducts(
  state: ProximalNewtonState,
  penalty: SeparablePenalty,
  columns: number,
): Work<never, ProximalNewtonState | null> {
  const { products, certificate } = state;
  if (!products || certificate === null) return null;
  const shape = (yield { ask: 'shape', optional: true }) as (Answer & Shape) | null;
  if (shape === null) return null;
  const most = Math.floor(WORTH_PRODUCTS * partPrice(shape, columns));
  if (most < FEWEST_PRODUCTS) return null;
  return yield* onFace(state, penalty, most, null);
}

/** The state with the target of a face step; null where `most` products do not make it. */
function* onFace(
  state: ProximalNewtonState,
  penalty: SeparablePenalty,
  most: number,
  known: PartOfHessian | null,
): Work<never, ProximalNewtonState | null> {
  const { x, value, gradient, expected } = state;
  // Inexact steps: the model is as wrong as the gap is large.
  const accuracy = Math.min(0.1, Math.max(EXACT, expected / Math.abs(value)));
  const found = yield* faceStep(x, gradient, penalty, accuracy, most, known);
  return found && { ...state, target: found.target, rough: true, expected: found.decrease };
}

/** The columns of the next model, and the Hessian that serves it where one is known. */
const columnsFor = (
  { x, gradient, known, lasting }: ProximalNewtonState,
  penalty: SeparablePenalty,
  cheaply: boolean,
): WorkingSet & { readonly of: PartOfHessian | null; readonly wide: boolean } => {
  if (known !== null && (cheaply || !lasting)) {
    const violation = violations(penalty, x, gradient);
    if (covers(known.columns, x, violation)) {
      return { columns: known.columns, complete: false, of: known, wide: lasting };
    }
  }
  if (lasting) {
    const set = workingSet(x, gradient, penalty, FAR_AHEAD);
    if (set.columns.length <= MOST_LASTING) return { ...set, of: null, wide: true };
  }
  return { ...workingSet(x, gradient, penalty, AHEAD), of: null, wide: false };
};

/** A state with the minimum of its model, by cheaper ways than the whole Hessian where allowed. */
function* aimed(
  state: ProximalNewtonState,
  penalty: SeparablePenalty,
  cheaply: boolean,
): Work<'curvature', ProximalNewtonState> {
  const { x, gradient, lasting } = state;
  const { columns, complete, of, wide } = columnsFor(state, penalty, cheaply);
  if (cheaply) {
    const byCG =
      of === null
        ? wide
          ? null
          : yield* byProducts(state, penalty, columns.length)
        : lasting && columns.length >= MANY
          ? yield* onFace(state, penalty, MOST_PRODUCTS, of)
          : null;
    if (byCG !== null) return byCG;
  }
  // Before the gap is worth asking for a sample does.
  const sample = cheaply && of === null && state.certificate === null;
  const overSample = sample ? yield* sampledHessian(state, columns) : null;
  const H =
    of?.H ??
    overSample ??
    ((yield { ask: 'curvature', x, want: 'matrix', columns }) as DenseMatrix);
  if (of === null && firstNotFinite(H.data) >= 0) return { ...state, ending: 'notFinite' };
  const model = {
    columns,
    from: partOf(columns, x),
    gradient: partOf(columns, gradient),
    H,
    penalty,
  };
  // Far from the minimum the model itself is rough: solving it exactly would be wasted.
  const accuracy = isFar(state) ? ROUGH : EXACT;
  const { z, decrease, violation } = coordinateDescent(model, accuracy);
  const target = x.slice();
  columns.forEach((j, i) => {
    target[j] = z[i];
  });
  const sampled = overSample !== null;
  const rough = sampled || (of !== null && lasting);
  // A descent that ended before the minimum of its model tells nothing of how far that falls.
  const least = violation <= UNTOLD * Math.max(state.residual, largest(gradient));
  const decrement: Certificate | null =
    complete && least && !rough ? { kind: 'newtonDecrement', value: decrease } : null;
  const known = sampled ? null : (of ?? { columns, H });
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

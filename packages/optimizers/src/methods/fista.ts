import { rangeError, unknownOptions } from '@betahat/linalg/check';
import { askGap, evaluate } from '../ask.ts';
import { remaining } from '../first-order/remaining.ts';
import { type Iterate, isEvaluated, type Method, unevaluated, type Work } from '../method.ts';
import { askPenalty, violations } from '../proximal/ask-penalty.ts';
import type { Evaluation, SeparablePenalty } from '../request.ts';
import { dot, largest, moved } from '../vector.ts';

export interface FistaOptions {
  /** A first guess of the largest curvature of f, L. Default: found by backtracking. */
  readonly curvature?: number;
}

export interface FistaState extends Iterate {
  readonly residual: number;
  /** The iterate before. */
  readonly last: Float64Array;
  /** θ of the momentum: 1 after a restart. */
  readonly momentum: number;
  /** The present guess of L; 0 before the first step. */
  readonly curvature: number;
  readonly decrease: number;
  /** Steps on end in which neither F nor the violations fell. */
  readonly still: number;
}

/** L grows by this factor where the quadratic bound fails, and falls by SHRINK at each step. */
const GROW = 2;
const SHRINK = 0.9;
const MOST_TRIALS = 100;
/** A rise of this share of |f| is rounding. */
const NOISE = 2 ** -44;
/** So many steps without gain and floating point has no more to give. */
const PATIENCE = 100;

/**
 * FISTA with backtracking and restart for F(x) = f(x) + P(x), P separable:
 *
 *     y = x + ((θ₋ − 1)/θ)(x − x₋),   x₊ = prox_{P/L}(y − ∇f(y)/L),   θ₊ = (1 + √(1 + 4θ²))/2
 *
 * (A. Beck & M. Teboulle, SIAM J. Imaging Sci. 2, 2009). θ returns to 1 when the step points against the
 * momentum or F rises (B. O'Donoghue & E. Candès, Found. Comput. Math. 15, 2015). L is found by doubling
 * until f lies below its quadratic bound, and may fall again. Two evaluations a step: at y and at x₊.
 *
 * The certificate is the duality gap where the problem can tell it.
 *
 * @throws RangeError if curvature is not a positive finite number; TypeError for an unknown option
 * @example
 * const lasso = { dimension: 2, smooth: objective, penalty };
 * minimize(lasso, fista(), [0, 0]).converged; // true
 */
export const fista = (options: FistaOptions = {}): Method<FistaState, 'evaluate' | 'penalty'> => {
  unknownOptions('fista', options, ['curvature']);
  const { curvature = 0 } = options;
  if (options.curvature !== undefined && !(curvature > 0 && curvature < Number.POSITIVE_INFINITY)) {
    throw rangeError('fista', 'curvature', 'a positive finite number', curvature);
  }
  return {
    name: 'fista',
    asks: ['evaluate', 'penalty'],
    maxIterations: 10_000,
    start: (x0) => ({
      ...unevaluated(x0),
      residual: Number.POSITIVE_INFINITY,
      last: x0.slice(),
      momentum: 1,
      curvature,
      decrease: 0,
      still: 0,
    }),
    *step(state) {
      const penalty = yield* askPenalty();
      if (!isEvaluated(state)) {
        const here = yield* evaluate(state.x);
        return { ...state, ...(yield* judged(state.x, here, penalty)) };
      }
      const iteration = state.iteration + 1;
      if (state.ending !== undefined) return { ...state, iteration };
      const { x, last, momentum } = state;
      const theta = 0.5 * (1 + Math.sqrt(1 + 4 * momentum * momentum));
      const y = momentum === 1 ? x : moved(x, (momentum - 1) / theta, moved(x, -1, last));
      // At y = x the smooth value is F less the penalty: nothing to evaluate.
      const there =
        momentum === 1
          ? { value: state.value - penalty.value(x), gradient: state.gradient }
          : yield* evaluate(y);
      const found = yield* proxStep(y, there, state.curvature, penalty);
      if (found === null) return { ...state, iteration, ending: 'lineSearchFailed' };
      const next = yield* judged(found.x, found.evaluation, penalty);
      const noise = NOISE * Math.abs(state.value);
      if (next.value > state.value + noise && momentum !== 1) {
        // Back to x with the momentum gone: the next step is a plain one, which cannot rise.
        return { ...state, iteration, momentum: 1, last: x, curvature: found.curvature };
      }
      const moves = next.value < state.value - noise || next.residual < 0.99 * state.residual;
      const still = moves ? 0 : state.still + 1;
      if (still > PATIENCE) return { ...state, iteration, ending: 'floor' };
      const against = dot(moved(y, -1, found.x), moved(found.x, -1, x)) > 0;
      const decrease = state.value - next.value;
      return {
        ...next,
        iteration,
        estimate: remaining(state.decrease, decrease, next.value),
        last: x,
        momentum: against ? 1 : theta,
        curvature: SHRINK * found.curvature,
        decrease,
        still,
      };
    },
  };
};

/** F, the violations and the duality gap at an evaluated point. */
function* judged(
  x: Float64Array,
  { value, gradient }: Evaluation,
  penalty: SeparablePenalty,
): Work<never, Pick<FistaState, 'x' | 'value' | 'gradient' | 'residual' | 'certificate'>> {
  const finite = Number.isFinite(value) && gradient.every(Number.isFinite);
  return {
    x,
    value: value + penalty.value(x),
    gradient,
    residual: finite ? largest(violations(penalty, x, gradient)) : Number.NaN,
    certificate: finite ? yield* askGap(x) : null,
  };
}

/**
 * x₊ = prox(y − ∇f(y)/L) with L raised until f(x₊) ≤ f(y) + ∇f(y)ᵀs + (L/2)‖s‖², s = x₊ − y; where values
 * are too close to tell, until (∇f(x₊) − ∇f(y))ᵀs ≤ L‖s‖².
 */
function* proxStep(
  y: Float64Array,
  { value, gradient }: Evaluation,
  guess: number,
  penalty: SeparablePenalty,
): Work<'evaluate', { x: Float64Array; evaluation: Evaluation; curvature: number } | null> {
  // Without a guess: a step as long as the point itself, or as 1.
  let L = guess > 0 ? guess : Math.sqrt(dot(gradient, gradient)) / Math.max(1, largest(y)) || 1;
  for (let k = 0; k < MOST_TRIALS; k++, L *= GROW) {
    const x = y.map((yj, j) => penalty.proxAt(j, yj - gradient[j] / L, 1 / L) + 0);
    const evaluation = yield* evaluate(x);
    const step = moved(x, -1, y);
    const size = L * dot(step, step);
    const invisible = size <= 16 * NOISE * Math.abs(value);
    const fits = invisible
      ? dot(evaluation.gradient, step) - dot(gradient, step) <= size
      : evaluation.value <= value + dot(gradient, step) + 0.5 * size;
    if (fits) return { x, evaluation, curvature: L };
  }
  return null;
}

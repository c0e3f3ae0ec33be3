import { rangeError, unknownOptions } from '@betahat/linalg/check';
import { evaluate } from '../ask.ts';
import { remaining } from '../first-order/remaining.ts';
import { type BacktrackingRules, backtracking } from '../line-search/backtracking.ts';
import { type Iterate, isEvaluated, type Method, unevaluated } from '../method.ts';
import { dot, negated } from '../vector.ts';

export type SteepestDescentOptions = Partial<BacktrackingRules>;

export interface SteepestDescentState extends Iterate {
  /** First trial of the next step; 0 before the first. */
  readonly trial: number;
  /** How far the last step lowered f. */
  readonly decrease: number;
}

/** A predicted decrease below this share of |f| may be invisible in sums of many terms. */
const INVISIBLE = 2 ** -34;

/**
 * Gradient descent that finds its step by backtracking:
 *
 *     x ← x − t ∇f(x),   t the first of t₀, ρ t₀, ρ² t₀ … with f(x₊) ≤ f(x) − c t ‖∇f(x)‖²
 *
 * t₀ is the Barzilai–Borwein step sᵀs / sᵀy of the last step (IMA J. Numer. Anal. 8, 1988), which takes
 * the curvature along the gradient into account.
 *
 * @throws RangeError for a value that cannot be used; TypeError for an unknown option
 * @example
 * minimize(objective, steepestDescent(), [0, 0]).converged; // true
 */
export const steepestDescent = (
  options: SteepestDescentOptions = {},
): Method<SteepestDescentState, 'evaluate'> => {
  unknownOptions('steepestDescent', options, ['decrease', 'shrink']);
  const { decrease = 1e-4, shrink = 0.5 } = options;
  for (const [name, value] of Object.entries({ decrease, shrink })) {
    if (!(value > 0 && value < 1)) throw rangeError('steepestDescent', name, 'in (0, 1)', value);
  }
  return {
    name: 'steepestDescent',
    asks: ['evaluate'],
    maxIterations: 10_000,
    start: (x0) => ({ ...unevaluated(x0), trial: 0, decrease: 0 }),
    *step(state) {
      if (!isEvaluated(state)) return { ...state, ...(yield* evaluate(state.x)) };
      const { x, value, gradient } = state;
      const iteration = state.iteration + 1;
      if (state.ending !== undefined) return { ...state, iteration };
      const d = negated(gradient);
      const slope = dot(gradient, d);
      const origin = { t: 0, value, slope, at: null };
      const first = state.trial > 0 ? state.trial : 1 / Math.sqrt(-slope || 1);
      const taken = yield* backtracking(x, d, origin, first, { decrease, shrink });
      if (taken === null) {
        const invisible = -slope * first <= INVISIBLE * Math.abs(value);
        return { ...state, iteration, ending: invisible ? 'floor' : 'lineSearchFailed' };
      }
      // y = g₊ − g along s = t d: sᵀy = t (φ'(t) − φ'(0)).
      const bend = taken.slope - slope;
      const trial = bend > 0 ? (taken.t * -slope) / bend : 10 * taken.t;
      const lowered = value - taken.value;
      const estimate = remaining(state.decrease, lowered, taken.value);
      return { ...taken.at, iteration, certificate: null, estimate, trial, decrease: lowered };
    },
  };
};

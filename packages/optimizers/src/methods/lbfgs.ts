import { rangeError, unknownOptions } from '@betahat/linalg/check';
import { evaluate } from '../ask.ts';
import { hagerZhang, satisfiesWolfe } from '../line-search/hager-zhang.ts';
import { type Accepted, cheapTrial, fullTrial, type Trial } from '../line-search/trial.ts';
import { type Iterate, isEvaluated, type Method, unevaluated, type Work } from '../method.ts';
import { type Pairs, twoLoop, withPair } from '../quasi-newton/two-loop.ts';
import { dot, largest, moved, negated } from '../vector.ts';

export interface LbfgsOptions {
  /** Pairs of step and change of gradient that are kept. Default 10. */
  readonly memory?: number;
}

export interface LbfgsState extends Iterate, Pairs {}

/** A guess of the gap below this share of |f| is no failure of the line search but rounding. */
const INVISIBLE = 2 ** -36;

/**
 * L-BFGS: a quasi-Newton method that keeps the last few pairs s = x₊ − x, y = g₊ − g:
 *
 *     x ← x − t B ∇f(x),   B from the pairs (D. C. Liu & J. Nocedal, Math. Program. 45, 1989)
 *
 * with the line search of Hager and Zhang. The unit step is tried first by a full evaluation; it is
 * mostly the last. Further trials go by 'along' where the objective answers that.
 *
 * Its guess of the gap is ½ gᵀBg; at the tolerance the driver proves it by conjugate gradients where
 * the objective answers 'hessianVector', preconditioned by B.
 *
 * @throws RangeError if memory is not a positive integer; TypeError for an unknown option
 * @example
 * const { x } = minimize(objective, lbfgs({ memory: 20 }), new Float64Array(2));
 */
export const lbfgs = (options: LbfgsOptions = {}): Method<LbfgsState, 'evaluate'> => {
  unknownOptions('lbfgs', options, ['memory']);
  const { memory = 10 } = options;
  if (!(Number.isSafeInteger(memory) && memory > 0)) {
    throw rangeError('lbfgs', 'memory', 'a positive integer', memory);
  }
  return {
    name: 'lbfgs',
    asks: ['evaluate'],
    maxIterations: 1000,
    start: (x0) => ({ ...unevaluated(x0), steps: [], changes: [] }),
    metric: (state) => (v) => twoLoop(state, v),
    *step(state) {
      if (!isEvaluated(state)) return { ...state, ...(yield* evaluate(state.x)) };
      const iteration = state.iteration + 1;
      if (state.ending !== undefined) return { ...state, iteration };
      const taken =
        (yield* search(state)) ??
        // Pairs that mislead are forgotten: the gradient alone is always a descent direction.
        (state.steps.length > 0 ? yield* search({ ...state, steps: [], changes: [] }) : null);
      if (taken === null) {
        const small =
          state.estimate !== undefined && state.estimate <= INVISIBLE * Math.abs(state.value);
        return { ...state, iteration, ending: small ? 'floor' : 'lineSearchFailed' };
      }
      const { x, value, gradient } = taken.at;
      const pairs = withPair(
        state,
        moved(x, -1, state.x),
        moved(gradient, -1, state.gradient),
        memory,
      );
      const estimate =
        pairs.steps.length > 0
          ? 0.5 * dot(gradient, twoLoop(pairs, gradient))
          : Number.POSITIVE_INFINITY;
      return { x, value, gradient, iteration, certificate: null, estimate, ...pairs };
    },
  };
};

function* search(state: LbfgsState): Work<'evaluate', Accepted | null> {
  const { x, value, gradient } = state;
  const d = negated(twoLoop(state, gradient));
  const origin: Trial = { t: 0, value, slope: dot(gradient, d), at: null };
  if (!(origin.slope < 0)) return null;
  const fresh = state.steps.length === 0;
  const first = fresh ? yield* cheapTrial(x, d, firstStep(state)) : yield* fullTrial(x, d, 1);
  if (first.at !== null && satisfiesWolfe(origin, first)) return first as Accepted;
  const taken = yield* hagerZhang(x, d, origin, first);
  return taken !== null && Number.isFinite(taken.value) ? taken : null;
}

/** I0 of Hager & Zhang, 2006: a small share of x or of f. */
const firstStep = ({ x, value, gradient }: Iterate): number => {
  const size = largest(x);
  if (size > 0) return (0.01 * size) / largest(gradient);
  if (value !== 0) return (0.01 * Math.abs(value)) / dot(gradient, gradient);
  return 1 / largest(gradient);
};

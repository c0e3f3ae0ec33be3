import { hagerZhang, satisfiesWolfe } from '../line-search/hager-zhang.ts';
import { type Accepted, cheapTrial, fullTrial, type Trial } from '../line-search/trial.ts';
import type { Ending, Iterate, Work } from '../method.ts';
import { dot, largest, moved, negated } from '../vector.ts';
import { type Pairs, twoLoop, withPair } from './two-loop.ts';

/** v ↦ an approximation of H⁻¹v. */
export type Metric = (v: Float64Array) => Float64Array;

/** B₀ where the pairs are these; undefined for the scaled identity. */
export type InitialMetric = (pairs: Pairs) => Metric | undefined;

export interface QuasiNewtonState extends Iterate, Pairs {
  /** B∇f at x by the pairs and the metric, where the last step computed it. */
  readonly product?: Float64Array;
}

/** A guess of the gap below this share of |f| is no failure of the line search but rounding. */
const INVISIBLE = 2 ** -36;

/**
 * One quasi-Newton step from an evaluated state, with the pairs and the guess ½ gᵀBg of the gap at
 * the new point; or why there is none. The metric must follow from the pairs alone while `product` is kept.
 */
export function* quasiNewtonStep(
  state: QuasiNewtonState,
  memory: number,
  metricOf: InitialMetric,
): Work<'evaluate', QuasiNewtonState | Ending> {
  const taken =
    (yield* search(state, metricOf)) ??
    // Pairs that mislead are forgotten: without them it is a descent direction.
    (state.steps.length > 0 ? yield* search(withoutPairs(state), metricOf) : null);
  if (taken === null) {
    const { estimate = Number.POSITIVE_INFINITY } = state;
    return estimate <= INVISIBLE * Math.abs(state.value) ? 'floor' : 'lineSearchFailed';
  }
  const { x, value, gradient } = taken.at;
  const step = moved(x, -1, state.x);
  const pairs = withPair(state, step, moved(gradient, -1, state.gradient), memory);
  const metric = metricOf(pairs);
  const known = metric !== undefined || pairs.steps.length > 0;
  const product = known ? twoLoop(pairs, gradient, metric) : null;
  const estimate = product === null ? Number.POSITIVE_INFINITY : 0.5 * dot(gradient, product);
  return {
    x,
    value,
    gradient,
    iteration: state.iteration + 1,
    certificate: null,
    estimate,
    ...pairs,
    ...(product === null ? {} : { product }),
  };
}

/** The same point with nothing remembered. */
export const withoutPairs = <S extends QuasiNewtonState>({ product: _, ...state }: S) => ({
  ...state,
  steps: [],
  changes: [],
});

function* search(
  state: QuasiNewtonState,
  metricOf: InitialMetric,
): Work<'evaluate', Accepted | null> {
  const { x, value, gradient } = state;
  const metric = metricOf(state);
  const d = negated(state.product ?? twoLoop(state, gradient, metric));
  const origin: Trial = { t: 0, value, slope: dot(gradient, d), at: null };
  if (!(origin.slope < 0)) return null;
  const scaled = metric !== undefined || state.steps.length > 0;
  const first = scaled ? yield* fullTrial(x, d, 1) : yield* cheapTrial(x, d, firstStep(state));
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

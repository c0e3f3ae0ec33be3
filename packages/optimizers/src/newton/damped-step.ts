import { hagerZhang, satisfiesWolfe } from '../line-search/hager-zhang.ts';
import { type Accepted, fullTrial, isFiniteTrial, type Trial } from '../line-search/trial.ts';
import type { Ending, Iterate, Work } from '../method.ts';
import { dot } from '../vector.ts';

/** Sufficient decrease of a full step; a Newton step needs no curvature condition. */
const ARMIJO = 1e-4;

/** A predicted decrease below this share of |f| may be invisible in sums of many terms. */
const INVISIBLE = 2 ** -36;

/**
 * Goes along a Newton direction: the full step where it lowers f enough, which near the optimum it
 * does (one evaluation); else a line search, whose trials are cheap where the objective answers
 * 'along'.
 *
 * @param known the full step where it was tried
 */
export function* dampedStep(
  state: Iterate,
  direction: Float64Array,
  known: Accepted | null = null,
): Work<'evaluate', Accepted | Ending> {
  const slope = dot(state.gradient, direction);
  if (Number.isNaN(slope)) return 'notFinite';
  const invisible = -slope <= INVISIBLE * Math.abs(state.value);
  if (!(slope < 0)) return invisible ? 'floor' : 'lineSearchFailed';
  const origin: Trial = { t: 0, value: state.value, slope, at: null };
  const full = known ?? (yield* fullTrial(state.x, direction, 1));
  if (isFiniteTrial(full)) {
    if (full.value - state.value <= ARMIJO * slope || satisfiesWolfe(origin, full)) return full;
  }
  const taken = yield* hagerZhang(state.x, direction, origin, full);
  if (taken !== null && Number.isFinite(taken.value)) return taken;
  return invisible ? 'floor' : 'lineSearchFailed';
}

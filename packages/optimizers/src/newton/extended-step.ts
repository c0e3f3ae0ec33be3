import { type Accepted, fullTrial, isFiniteTrial } from '../line-search/trial.ts';
import type { Ending, Iterate, Work } from '../method.ts';
import { dot } from '../vector.ts';
import { dampedStep } from './damped-step.ts';

/** A slope of this share of the first is flat enough. */
const FLAT = 0.3;
/** How far one trial may go beyond the last. */
const FURTHEST = 4;
const MOST_TRIALS = 5;

/**
 * Goes along a Newton direction as `dampedStep` does, and further while f still falls steeply: where the Hessian was that
 * of rows that could not be told apart yet, the full step of a logistic loss goes no further than one unit of the logits.
 * Each trial is an evaluation, as long as the next step's own.
 */
export function* extendedStep(
  state: Iterate,
  direction: Float64Array,
): Work<'evaluate', Accepted | Ending> {
  const slope = dot(state.gradient, direction);
  if (!(slope < 0)) return yield* dampedStep(state, direction);
  const full = yield* fullTrial(state.x, direction, 1);
  if (!(isFiniteTrial(full) && full.value < state.value)) {
    return yield* dampedStep(state, direction, full);
  }
  let [before, taken] = [{ t: 0, slope }, full];
  for (let trial = 0; trial < MOST_TRIALS && taken.slope < FLAT * slope; trial++) {
    const secant = taken.t + ((taken.t - before.t) * taken.slope) / (before.slope - taken.slope);
    const t = secant > taken.t ? Math.min(secant, FURTHEST * taken.t) : FURTHEST * taken.t;
    const there = yield* fullTrial(state.x, direction, t);
    if (!(isFiniteTrial(there) && there.value < taken.value)) break;
    [before, taken] = [taken, there];
  }
  return taken === full ? yield* dampedStep(state, direction, full) : taken;
}

import { along } from '../ask.ts';
import { type Accepted, fullTrial, isFiniteTrial } from '../line-search/trial.ts';
import type { Ending, Iterate, Work } from '../method.ts';
import { dot } from '../vector.ts';
import { dampedStep } from './damped-step.ts';

/** A slope of this share of the first is as good as none: more would not be kept by the next step. */
const FLAT = 0.1;
/** How far one trial may go beyond the last. */
const FURTHEST = 4;
const MOST_TRIALS = 12;

/**
 * About where f is least along d, φ(t) < φ(0) and |φ'(t)| ≤ 0.1 |φ'(0)|, by secants of the slope within
 * a bracket. Null where the objective has no cheap way along a line.
 */
function* lowestAlong(
  { x, value }: Iterate,
  d: Float64Array,
  slope: number,
): Work<'evaluate', number | null> {
  let [low, lowSlope] = [0, slope];
  let high = Number.POSITIVE_INFINITY;
  let t = 1;
  let tooFar = 0;
  for (let trial = 0; trial < MOST_TRIALS; trial++) {
    const there = yield* along(x, d, t);
    if (there === null) return null;
    const isSound = Number.isFinite(there.value) && Number.isFinite(there.slope);
    if (isSound && there.value < value && Math.abs(there.slope) <= -FLAT * slope) return t;
    if (isSound && there.slope < 0) {
      // f is convex along the line or nearly so: the secant through both slopes meets 0 beyond t.
      const secant = t + ((t - low) * there.slope) / (lowSlope - there.slope);
      [low, lowSlope] = [t, there.slope];
      const next = secant > t ? Math.min(secant, FURTHEST * t) : FURTHEST * t;
      t = next < high ? next : 0.5 * (t + high);
    } else {
      high = t;
      const secant = isSound ? low - ((t - low) * lowSlope) / (there.slope - lowSlope) : 0;
      // Where the secant came too far once it would again: the bracket is halved at least.
      const most = tooFar++ === 0 ? 0.9 : 0.5;
      t = Math.min(Math.max(secant, low + 0.1 * (high - low)), low + most * (high - low));
    }
  }
  return low > 0 ? low : null;
}

/**
 * Goes along a Newton direction to about where f is least: while f is no parabola yet, which for a
 * logistic loss at 0 with rows that can be told apart it is not for some steps, each of which would go
 * no further than one unit of the logits. Trials cost no read of the data where the objective answers
 * 'along'; else this is `dampedStep`.
 */
export function* searchedStep(
  state: Iterate,
  direction: Float64Array,
): Work<'evaluate', Accepted | Ending> {
  const slope = dot(state.gradient, direction);
  if (!(slope < 0)) return yield* dampedStep(state, direction);
  const t = yield* lowestAlong(state, direction, slope);
  if (t === null || t === 1) return yield* dampedStep(state, direction);
  const there = yield* fullTrial(state.x, direction, t);
  return isFiniteTrial(there) && there.value < state.value
    ? there
    : yield* dampedStep(state, direction);
}

import type { Work } from '../method.ts';
import { type Accepted, cheapTrial, fullTrial, isFiniteTrial, type Trial } from './trial.ts';

export interface BacktrackingRules {
  /** c of the sufficient decrease φ(t) ≤ φ(0) + c t φ'(0). */
  readonly decrease: number;
  /** What t is multiplied by after a trial that falls short. */
  readonly shrink: number;
}

const MOST_TRIALS = 60;

/**
 * Armijo's backtracking (L. Armijo, Pacific J. Math. 16, 1966): t, shrink·t, shrink²·t, … until f falls
 * by the share `decrease` of what its slope promises. The first trial is a full evaluation, which is
 * mostly the last; further ones are cheap where the objective answers 'along'.
 *
 * @returns the accepted step, evaluated; null if there is none
 */
export function* backtracking(
  x: Float64Array,
  d: Float64Array,
  origin: Trial,
  first: number,
  { decrease, shrink }: BacktrackingRules,
): Work<'evaluate', Accepted | null> {
  const isEnough = (trial: Trial): boolean =>
    isFiniteTrial(trial) &&
    trial.value <= origin.value + decrease * trial.t * origin.slope &&
    // A step too short to move the value is none.
    trial.value < origin.value;
  let trial: Trial = yield* fullTrial(x, d, first);
  for (let k = 0; k < MOST_TRIALS; k++) {
    if (isEnough(trial)) {
      const full = trial.at === null ? yield* fullTrial(x, d, trial.t) : (trial as Accepted);
      if (isEnough(full)) return full;
    }
    trial = yield* cheapTrial(x, d, shrink * trial.t);
  }
  return null;
}

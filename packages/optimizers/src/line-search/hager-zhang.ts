import type { Work } from '../method.ts';
import { type Accepted, cheapTrial, fullTrial, isFiniteTrial, type Trial } from './trial.ts';

/** Sufficient decrease δ and curvature σ of the Wolfe conditions (HZ 2006, section 4). */
const DELTA = 0.1;
const SIGMA = 0.9;
/** θ of the bisection, γ of the guaranteed shrinkage, ρ of the expansion (HZ 2006, section 4). */
const THETA = 0.5;
const GAMMA = 0.66;
const RHO = 5;
/** ε: a rise of this share of |φ(0)| is rounding. HZ take 1e-6; values here are summed exactly. */
const EPSILON = 2 ** -44;
const MOST_TRIALS = 60;

/**
 * Wolfe conditions (T1), or where values are too close to tell, the approximate ones (T2):
 * (2δ − 1) φ'(0) ≥ φ'(t) ≥ σ φ'(0) and φ(t) ≤ φ(0) + ε|φ(0)|, which see a decrease of half the
 * digits more (HZ 2005, section 3).
 */
export const satisfiesWolfe = (origin: Trial, trial: Trial): boolean => {
  const { value, slope } = origin;
  if (!(trial.slope >= SIGMA * slope)) return false;
  return (
    // The difference first: added to the value, an invisible decrease would look like one.
    trial.value - value <= DELTA * trial.t * slope ||
    ((2 * DELTA - 1) * slope >= trial.slope && trial.value <= value + EPSILON * Math.abs(value))
  );
};

/**
 * The line search of W. W. Hager and H. Zhang, CG_DESCENT (SIAM J. Optim. 16, 2005; ACM TOMS 32,
 * 2006, algorithm 851), from a first trial that did not satisfy the conditions. Names of the steps
 * are theirs. Deviations: trials that overflow count as too high, before the bracket is found too;
 * when the trials run out, the lowest one is taken if it lies below φ(0).
 *
 * @param origin φ at 0, slope negative
 * @returns the accepted step, evaluated; null if there is none
 */
export function* hagerZhang(
  x: Float64Array,
  d: Float64Array,
  origin: Trial,
  first: Trial,
): Work<'evaluate', Accepted | null> {
  const limit = origin.value + EPSILON * Math.abs(origin.value);
  let left = MOST_TRIALS;
  let found: Trial | null = null;
  let lowest = origin;

  function* look(t: number): Work<'evaluate', Trial> {
    left--;
    return judged(yield* cheapTrial(x, d, t));
  }
  const judged = (trial: Trial): Trial => {
    if (isFiniteTrial(trial)) {
      if (trial.value < lowest.value) lowest = trial;
      if (satisfiesWolfe(origin, trial)) found = trial;
    }
    return trial;
  };
  const isLow = (trial: Trial): boolean => isFiniteTrial(trial) && trial.value <= limit;

  /** U3: bisect [a, b], φ(b) too high, until an end has a rising slope. */
  function* bisect(a: Trial, b: Trial): Work<'evaluate', [Trial, Trial]> {
    while (found === null && left > 0) {
      // An overflow says only "much too far": come in faster.
      const theta = isFiniteTrial(b) ? THETA : 0.9;
      const c = yield* look((1 - theta) * b.t + theta * a.t);
      if (isFiniteTrial(c) && c.slope >= 0) return [a, c];
      if (isLow(c)) a = c;
      else b = c;
    }
    return [a, b];
  }

  /** U0 to U3. */
  function* update(a: Trial, b: Trial, c: Trial): Work<'evaluate', [Trial, Trial]> {
    if (!(c.t > a.t && c.t < b.t)) return [a, b];
    if (isFiniteTrial(c) && c.slope >= 0) return [a, c];
    return isLow(c) ? [c, b] : yield* bisect(a, c);
  }

  /** B0 to B3: a bracket [a, b] with φ(a) low, φ'(a) < 0 ≤ φ'(b). */
  function* bracket(c: Trial): Work<'evaluate', [Trial, Trial]> {
    let a = origin;
    for (;;) {
      if (found !== null || left <= 0) return [a, c];
      if (isFiniteTrial(c) && c.slope >= 0) return [a, c];
      if (!isLow(c)) return yield* bisect(a, c);
      a = c;
      c = yield* look(RHO * c.t);
    }
  }

  /** S1 to S4: a double secant step. */
  function* secant2(a: Trial, b: Trial): Work<'evaluate', [Trial, Trial]> {
    const t = secant(a, b);
    const c = t > a.t && t < b.t ? yield* look(t) : null;
    if (c === null) return [a, b];
    const [A, B] = yield* update(a, b, c);
    if (found !== null) return [A, B];
    let again = Number.NaN;
    if (c === B) again = secant(b, B);
    else if (c === A) again = secant(a, A);
    if (!(again > A.t && again < B.t)) return [A, B];
    return yield* update(A, B, yield* look(again));
  }

  judged(first);
  let [a, b] = yield* bracket(first);
  while (found === null && left > 0 && b.t > a.t) {
    const width = b.t - a.t;
    const before = left;
    [a, b] = yield* secant2(a, b);
    if (found === null && (b.t - a.t > GAMMA * width || left === before)) {
      const middle = 0.5 * (a.t + b.t);
      if (!(middle > a.t && middle < b.t)) break;
      [a, b] = yield* update(a, b, yield* look(middle));
    }
  }
  const taken = found ?? (lowest === origin ? null : lowest);
  if (taken === null) return null;
  return taken.at === null ? yield* fullTrial(x, d, taken.t) : (taken as Accepted);
}

const secant = (a: Trial, b: Trial): number =>
  (a.t * b.slope - b.t * a.slope) / (b.slope - a.slope);

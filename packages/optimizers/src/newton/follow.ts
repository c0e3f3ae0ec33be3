import type { Certificate, Iterate } from '../method.ts';
import { type Pairs, twoLoop, withPair } from '../quasi-newton/two-loop.ts';
import type { Evaluation } from '../request.ts';
import { dot, moved, negated } from '../vector.ts';
import { type Factored, stepBy } from './direction.ts';

/** A Hessian that steps without one go by, and what they have taught since. */
export interface Followed extends Pairs {
  /** The certificate at the Hessian's own point. */
  readonly certificate: Certificate;
  readonly factored: Factored;
  /** The guess ½ gᵀBg of the gap at x by Hessian and pairs. */
  readonly guess: number;
  /** The step −B∇f at x. */
  readonly step: Float64Array;
}

/** A step that leaves more of the gap than this is too slow to go on without a new Hessian. */
const SLOW = 0.5;

/** The Hessian at an iterate of Newton's method, for steps from there; null where it has none. */
export const followable = ({
  certificate,
  direction,
  factored,
}: Iterate & {
  readonly direction: Float64Array;
  readonly factored: Factored | null;
}): Followed | null =>
  factored === null || certificate === null
    ? null
    : {
        ...{ certificate, factored, guess: certificate.value },
        ...{ step: direction, steps: [], changes: [] },
      };

/**
 * The next step by the Hessian at an earlier point, with the changes of the gradient since (BFGS: Nocedal & Wright, algorithm
 * 7.4); null where the last step, that from `before`, gained little, or there were enough.
 *
 * @param updates most steps by one Hessian beyond Newton's own
 */
export const nextByPairs = (
  known: Followed,
  before: Iterate,
  { x, gradient }: { readonly x: Float64Array } & Evaluation,
  updates: number,
): Followed | null => {
  const change = moved(gradient, -1, before.gradient);
  const pairs = withPair(known, moved(x, -1, before.x), change, updates);
  if (pairs.steps.length === known.steps.length) return null;
  const step = negated(twoLoop(pairs, gradient, (v) => negated(stepBy(known.factored, v))));
  const guess = -0.5 * dot(gradient, step);
  return guess <= SLOW * known.guess ? { ...known, ...pairs, guess, step } : null;
};

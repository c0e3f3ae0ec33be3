import { evaluate } from '../ask.ts';
import type { Iterate, Method, Work } from '../method.ts';
import type { Ask } from '../request.ts';
import { ROUNDING } from '../stopping/rules.ts';
import { moved } from '../vector.ts';
import { prove } from './prove.ts';
import { riseAlong } from './rise-along.ts';

/** A rise of this share of the quadratic's is that of a minimum. */
const PLAIN = 0.5;
/** A rise far beyond the quadratic's: the step is too rough, and what it leaves out may have no minimum. */
const ROUGH = 10;
/** Newton steps that a doubtful case may take to show what it is. */
const ROUNDS = 5;
/** A step that lowers the decrement to this share contracts: there is something to contract to. */
const CONTRACTED = 0.01;
/** A decrement of this share of f is rounding of the gradient. */
const NOTHING = 2 ** -96;

/** What is known of a run where it may end. */
export interface Circumstances {
  /** The direction is exact, so that a low rise needs no second look. */
  readonly exact: boolean;
  /**
   * Newton steps are cheap: a rise is looked at twice, as a part of x that has its minimum can hide
   * another that has none.
   */
  readonly thorough: boolean;
  /** The objective answers what a proof asks. */
  readonly canProve: boolean;
  /** Reads of the data so far. */
  readonly spent: number;
}

/**
 * Whether a point at which the gap is within tolerance is near a minimum, or the value merely creeps
 * to an infimum while the iterates run off. Mostly one evaluation tells (see riseAlong). In doubt a
 * few exact Newton steps are tried aside: they take out of the step whatever does have a minimum.
 *
 * @param direction the Newton step at `state`
 */
export function* hasMinimum<S extends Iterate>(
  state: S,
  direction: Float64Array,
  scale: number,
  method: Method<S, Ask>,
  { exact, thorough, canProve, spent }: Circumstances,
): Work<Ask, boolean> {
  const rise = yield* riseAlong(state, direction, scale);
  if (rise > PLAIN && rise < ROUGH && !thorough) return true;
  if (rise <= ROUNDING && exact) return false;
  if (!canProve) return rise > ROUNDING;
  let here: S = state;
  let gap = Number.NaN;
  // One contraction may be that of the part that has a minimum: two are the whole.
  let left = 2;
  for (let round = 0; round < ROUNDS; round++) {
    const proof = yield* prove(here, method, Number.POSITIVE_INFINITY, spent, {
      precise: true,
    });
    const step = proof.direction;
    if (step === null) return true;
    const { value } = proof.certificate;
    if (value <= CONTRACTED * gap) left--;
    if (left === 0 || value <= NOTHING * scale) return true;
    if ((yield* riseAlong(here, step, scale)) <= ROUNDING) return false;
    gap = value;
    const x = moved(here.x, 1, step);
    here = { ...here, x, ...(yield* evaluate(x)) };
    if (!Number.isFinite(here.value)) return true;
  }
  return true;
}

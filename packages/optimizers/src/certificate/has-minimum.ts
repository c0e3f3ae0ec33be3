import { evaluate } from '../ask.ts';
import type { Iterate, Method, Work } from '../method.ts';
import type { Ask } from '../request.ts';
import { ROUNDING } from '../stopping/rules.ts';
import { moved } from '../vector.ts';
import { prove } from './prove.ts';
import { riseAlong } from './rise-along.ts';

/** A rise of this share of the quadratic's is that of a minimum. */
const PLAIN = 0.5;
/** Newton steps that a doubtful case may take to show what it is. */
const ROUNDS = 5;
/** A step that lowers the decrement to this share contracts: there is something to contract to. */
const CONTRACTED = 0.01;

/**
 * Whether a point at which the gap is within tolerance is near a minimum, or the value merely creeps
 * to an infimum while the iterates run off. Mostly one evaluation tells (see riseAlong). In doubt a
 * few exact Newton steps are tried aside: they take out of the step whatever does have a minimum.
 *
 * @param direction the Newton step at `state`
 * @param exact it is exact, so that a low rise needs no second look
 */
export function* hasMinimum<S extends Iterate>(
  state: S,
  direction: Float64Array,
  exact: boolean,
  scale: number,
  method: Method<S, Ask>,
  canProve: boolean,
): Work<Ask, boolean> {
  const rise = yield* riseAlong(state, direction, scale);
  if (rise > PLAIN) return true;
  if (rise <= ROUNDING && exact) return false;
  if (!canProve) return rise > ROUNDING;
  let here: S = state;
  let gap = Number.NaN;
  for (let round = 0; round < ROUNDS; round++) {
    const proof = yield* prove(here, method, Number.POSITIVE_INFINITY, true);
    const step = proof.direction;
    if (step === null || proof.certificate.value <= CONTRACTED * gap) return true;
    if ((yield* riseAlong(here, step, scale)) <= ROUNDING) return false;
    gap = proof.certificate.value;
    const x = moved(here.x, 1, step);
    here = { ...here, x, ...(yield* evaluate(x)) };
    if (!Number.isFinite(here.value)) return true;
  }
  return true;
}

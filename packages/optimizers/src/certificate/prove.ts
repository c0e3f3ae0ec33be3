import type { DenseMatrix } from '@betahat/linalg';
import type { Certificate, Iterate, Method, Work } from '../method.ts';
import { newtonCertificate } from '../newton/decrement.ts';
import { NOISE, newtonDirection } from '../newton/direction.ts';
import { throughHidden } from '../newton/hidden-curvature.ts';
import type { Answer, Ask, Shape } from '../request.ts';
import { metricCost, readCost } from '../sampled/plan.ts';
import { scalingAt, scalingMetric } from '../scaling.ts';
import { isZero } from '../vector.ts';
import { conjugateGradients } from './conjugate-gradients.ts';

export interface Proof {
  readonly certificate: Certificate;
  /** The Newton step that came with it. */
  readonly direction: Float64Array | null;
  /** By a factored Hessian, so that another proof is no dearer than the run was. */
  readonly factored?: boolean;
}

/** Largest Hessian that is formed for a proof: 2000² doubles are 32 MB. */
export const LARGEST = 2000;
/** The same where the objective does not say what reading its data costs. */
const LARGEST_UNKNOWN = 300;
/** Reads of the data that a proof may cost although the run was shorter. */
const CHEAP = 20;
/** Nanoseconds that it may take in any case: 73 rows of 84 variables are 47 reads, but 0.2 ms. */
const CHEAP_TIME = 1e6;
/**
 * The same where the method's own guess came of conjugate gradients, which would only be run again: with a constant or a
 * doubled column, in units from 1e-6 to 1e6, they were found to see a thirtieth of the gap.
 */
const SECOND_OPINION_TIME = 2e7;
/** And where a bound was waited for in vain. */
const WORTH_TIME = 1e9;

/** Products with the Hessian that a proof may cost beyond the number of variables. */
const SLACK = 50;
/** A decrement is known well enough once the missing part is this share of it … */
const SHARE = 0.1;
/** … and the residual, in the norm of the preconditioner, this share of the first. */
export const RESIDUAL = 0.03;
/** Whether a solve went far enough for its decrement, with the missing part, to be a certificate. */
export const isProof = (decrement: number, missing: number, residual: number): boolean =>
  missing <= SHARE * decrement && residual <= RESIDUAL;

/** The missing part where the direction must tell a weak minimum from none. */
const PRECISE = 1e-12;

/**
 * Half the squared Newton decrement at an iterate of a method that knows no curvature.
 *
 * Exactly, from a factored Hessian, where that costs no more than the run did so far, or the method forms it every day.
 * Otherwise by
 * conjugate gradients, whose lower bound can miss what lies in directions of little curvature: on
 * unscaled data it was found up to 10⁵ times too small. They are preconditioned by the method's
 * metric, or at least by the diagonal. They end early once the decrement is certain to exceed
 * `target`: then the proof has failed and its cost would be wasted. An estimated missing part is added.
 *
 * @param spent reads of the data so far
 * @param precise the direction must tell a weak minimum from none
 * @param careful a second is not too dear for the factored Hessian
 */
export function* prove<S extends Iterate>(
  state: S,
  method: Method<S, Ask>,
  target: number,
  spent: number,
  { precise = false, careful = false } = {},
): Work<'hessianVector', Proof> {
  if (isZero(state.gradient)) {
    return { certificate: { kind: 'gradientNorm', value: 0 }, direction: null };
  }
  const shape = (yield { ask: 'shape', optional: true }) as (Answer & Shape) | null;
  const isDaily = (method.asks as readonly Ask[]).includes('curvature');
  const exact = yield* exactly(state, shape, spent, careful || isDaily);
  if (exact !== null) return exact;
  // Where no curvature is left the diagonal would blow up just the direction that is looked for.
  const scaling = precise || state.scaled === true ? null : yield* scalingAt(state.x);
  const scaled = scaling === null ? undefined : scalingMetric(scaling);
  const system = yield* conjugateGradients(state.x, state.gradient, {
    maxProducts: state.x.length + SLACK,
    metric: method.metric?.(state, scaled) ?? scaled,
    enough: (decrement, missing, residual) =>
      0.5 * decrement > target ||
      (precise ? missing <= PRECISE * decrement : isProof(decrement, missing, residual)),
  });
  // Many products and still no sign of an end: the decrement itself is the most that is known. Without any,
  // nothing is where there is a minimum; else the driver asks whether there is one.
  const { decrement, indefinite } = system;
  const cut = decrement === 0 && system.missing !== 0 && shape?.hasMinimum === true;
  const known = !indefinite && !cut;
  const missing = Number.isFinite(system.missing) ? system.missing : decrement;
  const value = known ? 0.5 * (decrement + missing) : Number.POSITIVE_INFINITY;
  return { certificate: { kind: 'newtonDecrement', value }, direction: system.direction };
}

/** The proof by a factored Hessian; null where that is too dear, singular or unknown. */
function* exactly(
  { x, value, gradient, certificate }: Iterate,
  shape: Shape | null,
  spent: number,
  careful: boolean,
): Work<never, Proof | null> {
  if (x.length > (shape === null ? LARGEST_UNKNOWN : LARGEST)) return null;
  if (shape !== null) {
    const cost = metricCost(shape, shape.rows, 'matrix');
    const opinion = certificate?.kind === 'estimate' ? SECOND_OPINION_TIME : CHEAP_TIME;
    const least = careful ? WORTH_TIME : opinion;
    if (cost > Math.max(least, Math.max(CHEAP, spent) * readCost(shape))) return null;
  }
  const got = yield { ask: 'curvature', x, want: 'matrix', optional: true };
  const H = got as (Answer & DenseMatrix) | null;
  if (H === null || !H.data.every(Number.isFinite)) return null;
  // Without full rank a part of the gradient may be lost, as on the way to an infimum: CG sees it. Where there
  // is a minimum none is lost: what floating point hides of the curvature, products bring back.
  const noise = NOISE * Math.abs(value);
  const strict = shape?.hasMinimum === true;
  const found = newtonDirection(H, gradient, noise, strict);
  if (found.factored === null && !(found.convex && strict)) return null;
  const { raised } = found;
  const direction = raised === null ? found.direction : yield* throughHidden(x, gradient, raised);
  return { certificate: newtonCertificate(gradient, direction), direction, factored: true };
}

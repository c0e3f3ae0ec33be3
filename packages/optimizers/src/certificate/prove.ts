import type { Certificate, Iterate, Method, Work } from '../method.ts';
import type { Ask } from '../request.ts';
import { isZero } from '../vector.ts';
import { conjugateGradients } from './conjugate-gradients.ts';

export interface Proof {
  readonly certificate: Certificate;
  /** The Newton step that came with it. */
  readonly direction: Float64Array | null;
}

/** Products with the Hessian that a proof may cost beyond the number of variables. */
const SLACK = 50;

/** A decrement is known well enough once the missing part is this share of it. */
const SHARE = 0.1;

/** The same where the direction must tell a weak minimum from none. */
const PRECISE = 1e-12;

/**
 * Half the squared Newton decrement at an iterate of a method that knows no curvature, by conjugate
 * gradients. Ends early once the decrement is certain to exceed `target`: then the proof has failed
 * and its cost would be wasted. An estimated missing part is added on.
 */
export function* prove<S extends Iterate>(
  state: S,
  method: Method<S, Ask>,
  target: number,
  precise = false,
): Work<'hessianVector', Proof> {
  if (isZero(state.gradient)) {
    return { certificate: { kind: 'gradientNorm', value: 0 }, direction: null };
  }
  const system = yield* conjugateGradients(state.x, state.gradient, {
    maxProducts: state.x.length + SLACK,
    metric: method.metric?.(state),
    enough: (decrement, missing) =>
      0.5 * decrement > target || missing <= (precise ? PRECISE : SHARE) * decrement,
  });
  // Many products and still no sign of an end: the decrement itself is the most that is known.
  const missing = Number.isFinite(system.missing) ? system.missing : system.decrement;
  const value = system.indefinite ? Number.POSITIVE_INFINITY : 0.5 * (system.decrement + missing);
  return { certificate: { kind: 'newtonDecrement', value }, direction: system.direction };
}

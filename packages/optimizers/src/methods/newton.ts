import { rangeError, unknownOptions } from '@betahat/linalg/check';
import { driftTo, evaluate, hessian, knownMinimum } from '../ask.ts';
import type { Accepted } from '../line-search/trial.ts';
import {
  type Certificate,
  type Iterate,
  isEvaluated,
  type Method,
  unevaluated,
  type Work,
} from '../method.ts';
import { dampedStep } from '../newton/damped-step.ts';
import { atFloor, certifiedGap, isSlow, newtonCertificate } from '../newton/decrement.ts';
import { type Factored, NOISE, newtonDirection, stepBy } from '../newton/direction.ts';
import { extendedStep } from '../newton/extended-step.ts';
import { type Followed, followable, nextByPairs } from '../newton/follow.ts';
import { throughHidden } from '../newton/hidden-curvature.ts';
import type { Evaluation } from '../request.ts';
import { firstNotFinite } from '../vector.ts';

export interface NewtonOptions {
  /**
   * Most steps by BFGS that follow Newton's own in the metric of its Hessian, before that is formed anew; they end sooner
   * where the gap falls by less than half. Default 0.
   */
  readonly updates?: number;
}

export interface NewtonState extends Iterate {
  /** The Newton step at x; empty where the Hessian at x was not formed. */
  readonly direction: Float64Array;
  /** The Hessian at x where that is known and has full rank. */
  readonly factored: Factored | null;
  /** The earlier Hessian that the next step goes by, in place of that at x. */
  readonly followed: Followed | null;
}

/**
 * Newton's method with the exact Hessian, factored by Cholesky:
 *
 *     x ← x + t p,   H(x) p = −∇f(x),   t = 1 where that lowers f enough, else by line search
 *
 * Every iterate carries ½λ² = ½ gᵀH⁻¹g as its certificate (Boyd & Vandenberghe, Convex Optimization,
 * section 9.5), or a bound on it: where a step to x⁺ contracts strongly and the objective can tell how far the
 * Hessian drifted on it, at most e^δ, the certificate is ½e^δ g⁺ᵀH⁻¹g⁺ by the old factor, and the Hessian at x⁺
 * is formed if there is another step (F. Bach, Electron. J. Stat. 4, 2010, for logistic loss).
 * Where H is singular the step of smallest norm is taken; where it is indefinite a
 * multiple of its diagonal is added, and there is no certificate. Steps below the rounding of f are
 * judged by slopes, so that the run goes on to the last digits of x.
 *
 * Costs as many Hessians as it makes steps, or one more: few steps, each of them dear. For up to a few hundred
 * variables there is nothing faster. With `updates` some of the steps need no Hessian and carry a guess in place of a certificate,
 * which the driver proves where the objective answers 'hessianVector': the table of 569 × 30 takes 0.35 ms in place of 0.51.
 *
 * @throws RangeError for an option value that cannot be used; TypeError for an unknown option
 * @example
 * minimize(objective, newton(), [0, 0]).certificate.kind; // 'newtonDecrement'
 */
export const newton = (
  options: NewtonOptions = {},
): Method<NewtonState, 'evaluate' | 'curvature'> => {
  unknownOptions('newton', options, ['updates']);
  const { updates = 0 } = options;
  if (!(Number.isSafeInteger(updates) && updates >= 0)) {
    throw rangeError('newton', 'updates', 'an integer of at least 0', updates);
  }
  return {
    name: 'newton',
    asks: ['evaluate', 'curvature'],
    maxIterations: 100 * (1 + updates),
    start: (x0) => ({ ...unevaluated(x0), ...UNKNOWN, followed: null }),
    step: (state) => newtonStep(state, updates),
  };
};

const NONE = new Float64Array(0);

/** Of a point whose Hessian is not formed. */
const UNKNOWN = { direction: NONE, factored: null } as const;

function* newtonStep(
  state: NewtonState,
  updates: number,
): Work<'evaluate' | 'curvature', NewtonState> {
  if (!isEvaluated(state)) {
    const here = { x: state.x, ...(yield* evaluate(state.x)) };
    return { ...(yield* withNewtonStep(here)), iteration: 0 };
  }
  const iteration = state.iteration + 1;
  if (state.ending !== undefined) return { ...state, iteration };
  const { followed } = state;
  if (followed !== null) {
    const taken = yield* extendedStep(state, followed.step);
    if (typeof taken !== 'string') {
      return { ...(yield* arrived(state, followed, taken, updates)), iteration };
    }
  }
  const known = followed === null && state.direction.length === state.x.length;
  const from = known ? state : { ...state, ...(yield* withNewtonStep(state)) };
  if (from.ending !== undefined) return { ...from, iteration };
  const taken = yield* (updates > 0 ? extendedStep : dampedStep)(from, from.direction);
  if (typeof taken === 'string') return { ...from, iteration, ending: taken };
  return { ...(yield* arrived(from, followable(from), taken, updates)), iteration };
}

/** The state after a step: with the Hessian there, or without where an earlier one will do. */
function* arrived(
  from: NewtonState,
  known: Followed | null,
  { at, t }: Accepted,
  updates: number,
): Work<'curvature', Omit<NewtonState, 'iteration'>> {
  const spared = t === 1 ? yield* byOldFactor(from, at) : null;
  if (known !== null && updates > 0) {
    const followed = nextByPairs(known, from, at, updates);
    if (followed !== null) {
      if (spared !== null) return { ...spared, followed };
      const { guess } = followed;
      // Only a Hessian can tell that steps contract again.
      const suspect = from.suspect === true || t !== 1 || isSlow(guess, known.guess);
      return { ...at, ...UNKNOWN, certificate: null, estimate: guess, suspect, followed };
    }
  }
  if (spared !== null) return spared;
  const next = yield* withNewtonStep(at);
  if (atFloor(from, next)) return { ...better(from, next), ending: 'floor' };
  // The last certificate is that of the last Hessian.
  const suspect = t !== 1 || isSlow(certifiedGap(next), certifiedGap(known ?? from));
  return { ...next, suspect };
}

/** A step after which the old factor says this share of the certificate contracts strongly. */
const STRONG = 0.01;

/** The state at an evaluated point with a bound by the Hessian before; null where that is not enough. */
function* byOldFactor(
  { x: from, certificate, factored }: NewtonState,
  at: { readonly x: Float64Array } & Evaluation,
): Work<never, Omit<NewtonState, 'iteration'> | null> {
  if (factored === null || certificate === null) return null;
  const { value: gap } = newtonCertificate(at.gradient, stepBy(factored, at.gradient));
  if (!(gap <= STRONG * certificate.value)) return null;
  const drift = yield* driftTo(at.x, from);
  if (drift === null) return null;
  const bound: Certificate = { kind: 'newtonDecrement', value: Math.exp(drift) * gap };
  if (!(bound.value <= STRONG * certificate.value)) return null;
  return { ...at, certificate: bound, ...UNKNOWN, followed: null, suspect: false };
}

/** The state at an evaluated point: its Hessian, Newton step and certificate. */
function* withNewtonStep(
  here: { readonly x: Float64Array } & Evaluation,
): Work<'curvature', Omit<NewtonState, 'iteration'>> {
  const { x, value, gradient } = here;
  const unknown = {
    x,
    value,
    gradient,
    certificate: null,
    factored: null,
    followed: null,
    direction: new Float64Array(x.length),
  };
  // The driver names what is not finite; there is no Hessian worth asking for.
  if (!Number.isFinite(value) || firstNotFinite(gradient) >= 0) return unknown;
  const H = yield* hessian(x);
  if (firstNotFinite(H.data) >= 0) return { ...unknown, ending: 'notFinite' };
  const strict = yield* knownMinimum();
  const found = newtonDirection(H, gradient, NOISE * Math.abs(value), strict);
  const { convex, factored, raised } = found;
  const direction = raised === null ? found.direction : yield* throughHidden(x, gradient, raised);
  const certificate: Certificate | null = convex ? newtonCertificate(gradient, direction) : null;
  return { x, value, gradient, certificate, direction, factored, followed: null };
}

const better = <S extends Omit<NewtonState, 'iteration'>>(a: S, b: S): S =>
  b.certificate !== null && a.certificate !== null && b.certificate.value > a.certificate.value
    ? a
    : b;

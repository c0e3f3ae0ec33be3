import { driftTo, evaluate, hessian, knownMinimum } from '../ask.ts';
import {
  type Certificate,
  type Iterate,
  isEvaluated,
  type Method,
  unevaluated,
  type Work,
} from '../method.ts';
import { dampedStep } from '../newton/damped-step.ts';
import { atFloor, newtonCertificate, notContracting } from '../newton/decrement.ts';
import { type Factored, NOISE, newtonDirection, stepBy } from '../newton/direction.ts';
import { throughHidden } from '../newton/hidden-curvature.ts';
import type { Evaluation } from '../request.ts';
import { firstNotFinite } from '../vector.ts';

export interface NewtonState extends Iterate {
  /** The Newton step at x; empty where the certificate did without the Hessian at x. */
  readonly direction: Float64Array;
  /** The Hessian at x where that is known and has full rank. */
  readonly factored: Factored | null;
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
 * variables there is nothing faster.
 *
 * @example
 * minimize(objective, newton(), [0, 0]).certificate.kind; // 'newtonDecrement'
 */
export const newton = (): Method<NewtonState, 'evaluate' | 'curvature'> => ({
  name: 'newton',
  asks: ['evaluate', 'curvature'],
  maxIterations: 100,
  start: (x0) => ({ ...unevaluated(x0), direction: NONE, factored: null }),
  step: newtonStep,
});

const NONE = new Float64Array(0);

function* newtonStep(state: NewtonState): Work<'evaluate' | 'curvature', NewtonState> {
  if (!isEvaluated(state)) {
    const here = { x: state.x, ...(yield* evaluate(state.x)) };
    return { ...(yield* withNewtonStep(here)), iteration: 0 };
  }
  const iteration = state.iteration + 1;
  if (state.ending !== undefined) return { ...state, iteration };
  const known = state.direction.length === state.x.length;
  const from = known ? state : { ...state, ...(yield* withNewtonStep(state)) };
  if (from.ending !== undefined) return { ...from, iteration };
  const taken = yield* dampedStep(from, from.direction);
  if (typeof taken === 'string') return { ...from, iteration, ending: taken };
  const spared = taken.t === 1 ? yield* byOldFactor(from, taken.at) : null;
  if (spared !== null) return { ...spared, iteration };
  const next = { ...(yield* withNewtonStep(taken.at)), iteration };
  if (atFloor(from, next)) return { ...better(from, next), iteration, ending: 'floor' };
  return { ...next, suspect: taken.t !== 1 || notContracting(from, next) };
}

/** A step after which the old factor says this share of the certificate contracts strongly. */
const STRONG = 0.01;

/** The state at an evaluated point with a bound by the Hessian before; null where that is not enough. */
function* byOldFactor(
  { x: from, certificate, factored }: NewtonState,
  { x, value, gradient }: { readonly x: Float64Array } & Evaluation,
): Work<never, Omit<NewtonState, 'iteration'> | null> {
  if (factored === null || certificate === null) return null;
  const { value: gap } = newtonCertificate(gradient, stepBy(factored, gradient));
  if (!(gap <= STRONG * certificate.value)) return null;
  const drift = yield* driftTo(x, from);
  if (drift === null) return null;
  const bound: Certificate = { kind: 'newtonDecrement', value: Math.exp(drift) * gap };
  if (!(bound.value <= STRONG * certificate.value)) return null;
  return {
    ...{ x, value, gradient, certificate: bound },
    ...{ direction: NONE, factored: null, suspect: false },
  };
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
  return { x, value, gradient, certificate, direction, factored };
}

const better = (a: NewtonState, b: NewtonState): NewtonState =>
  b.certificate !== null && a.certificate !== null && b.certificate.value > a.certificate.value
    ? a
    : b;

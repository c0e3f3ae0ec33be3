import { evaluate, hessian } from '../ask.ts';
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
import { newtonDirection } from '../newton/direction.ts';
import type { Evaluation } from '../request.ts';
import { firstNotFinite } from '../vector.ts';

export interface NewtonState extends Iterate {
  /** The Newton step at x. */
  readonly direction: Float64Array;
}

/**
 * Newton's method with the exact Hessian, factored by Cholesky:
 *
 *     x ← x + t p,   H(x) p = −∇f(x),   t = 1 where that lowers f enough, else by line search
 *
 * Every iterate carries ½λ² = ½ gᵀH⁻¹g as its certificate (Boyd & Vandenberghe, Convex Optimization,
 * section 9.5). Where H is singular the step of smallest norm is taken; where it is indefinite a
 * multiple of its diagonal is added, and there is no certificate. Steps below the rounding of f are
 * judged by slopes, so that the run goes on to the last digits of x.
 *
 * Costs one Hessian more than it makes steps: few steps, each of them dear. For up to a few hundred
 * variables there is nothing faster.
 *
 * @example
 * minimize(objective, newton(), [0, 0]).certificate.kind; // 'newtonDecrement'
 */
export const newton = (): Method<NewtonState, 'evaluate' | 'curvature'> => ({
  name: 'newton',
  asks: ['evaluate', 'curvature'],
  maxIterations: 100,
  start: (x0) => ({ ...unevaluated(x0), direction: new Float64Array(0) }),
  *step(state) {
    if (!isEvaluated(state)) {
      const here = { x: state.x, ...(yield* evaluate(state.x)) };
      return { ...(yield* withNewtonStep(here)), iteration: 0 };
    }
    const iteration = state.iteration + 1;
    if (state.ending !== undefined) return { ...state, iteration };
    const taken = yield* dampedStep(state, state.direction);
    if (typeof taken === 'string') return { ...state, iteration, ending: taken };
    const next = { ...(yield* withNewtonStep(taken.at)), iteration };
    if (atFloor(state, next)) return { ...better(state, next), iteration, ending: 'floor' };
    return { ...next, suspect: taken.t !== 1 || notContracting(state, next) };
  },
});

/** The state at an evaluated point: its Hessian, Newton step and certificate. */
function* withNewtonStep(
  here: { readonly x: Float64Array } & Evaluation,
): Work<'curvature', Omit<NewtonState, 'iteration'>> {
  const { x, value, gradient } = here;
  const unknown = { x, value, gradient, certificate: null, direction: new Float64Array(x.length) };
  // The driver names what is not finite; there is no Hessian worth asking for.
  if (!Number.isFinite(value) || firstNotFinite(gradient) >= 0) return unknown;
  const H = yield* hessian(x);
  if (firstNotFinite(H.data) >= 0) return { ...unknown, ending: 'notFinite' };
  const { direction, convex } = newtonDirection(H, gradient);
  const certificate: Certificate | null = convex ? newtonCertificate(gradient, direction) : null;
  return { x, value, gradient, certificate, direction };
}

const better = (a: NewtonState, b: NewtonState): NewtonState =>
  b.certificate !== null && a.certificate !== null && b.certificate.value > a.certificate.value
    ? a
    : b;

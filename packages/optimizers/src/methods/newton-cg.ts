import { rangeError, unknownOptions } from '@betahat/linalg/check';
import { evaluate } from '../ask.ts';
import { conjugateGradients } from '../certificate/conjugate-gradients.ts';
import { type Iterate, isEvaluated, type Method, unevaluated, type Work } from '../method.ts';
import { dampedStep } from '../newton/damped-step.ts';
import { atFloor, notContracting } from '../newton/decrement.ts';
import type { Metric } from '../quasi-newton/step.ts';
import type { ArrowCurvature, Evaluation } from '../request.ts';
import { diagonalAt, scalingAt, scalingMetric } from '../scaling.ts';

export interface NewtonCGOptions {
  /**
   * What conjugate gradients are scaled by:
   *
   * - 'arrow': the diagonal of the Hessian at the start and its rows of the intercepts, where the
   *   objective answers 'arrow'; else like 'diagonal'. Centres the columns of a linear model: 200 000
   *   sparse rows of 50 000 columns take 19 reads to 10⁻⁶, where the diagonal takes 45.
   * - 'diagonal': where the objective answers 'curvature'; columns in different units then do no harm
   * - 'none'
   * - a function v ↦ M⁻¹v with M ≈ H symmetric and positive definite
   *
   * Default 'arrow'.
   */
  readonly preconditioner?: 'arrow' | 'diagonal' | 'none' | Metric;
  /** Most Hessian-vector products for one step. Default: the number of variables plus 50. */
  readonly maxProducts?: number;
}

export interface NewtonCGState extends Iterate {
  /** The inexact Newton step at x. */
  readonly direction: Float64Array;
  /** The Hessian at the start, as far as no matrix is needed; null if the objective does not tell. */
  readonly scaling: ArrowCurvature | null;
}

/** Share of the decrement that a solve may leave out: at first, and at best. */
const LOOSE = 0.1;
const TIGHT = 0.01;

/**
 * Newton's method with steps from preconditioned conjugate gradients:
 *
 *     x ← x + t p,   ‖p − p_N‖²_H ≤ η² ‖p_N‖²_H,   p_N = −H⁻¹∇f(x)
 *
 * The inexactness is measured in the norm of the Hessian, in which Newton's method itself converges
 * (P. Deuflhard, Newton Methods for Nonlinear Problems, section 5.1.3). η² tightens from 0.1 to 0.01
 * with the ratio of successive decrements: each step then gains two digits of the gap, and more would
 * cost more products than it saves. The decrement that conjugate gradients add up is an estimate of the
 * gap; at the tolerance the driver proves it (see certificate/prove.ts).
 *
 * @throws RangeError for an option value that cannot be used; TypeError for an unknown option
 * @example
 * minimize(objective, newtonCG(), [0, 0]).certificate.kind; // 'newtonDecrement'
 */
export const newtonCG = (
  options: NewtonCGOptions = {},
): Method<NewtonCGState, 'evaluate' | 'hessianVector'> => {
  unknownOptions('newtonCG', options, ['preconditioner', 'maxProducts']);
  const { preconditioner = 'arrow', maxProducts } = options;
  const given = typeof preconditioner === 'function' ? preconditioner : undefined;
  if (given === undefined && !['arrow', 'diagonal', 'none'].includes(preconditioner as string)) {
    const expected = "'arrow', 'diagonal', 'none' or a function";
    throw rangeError('newtonCG', 'preconditioner', expected, preconditioner);
  }
  const metricFrom = (scaling: ArrowCurvature | null): Metric | undefined =>
    given ?? (scaling === null ? undefined : scalingMetric(scaling));
  if (maxProducts !== undefined && !(Number.isSafeInteger(maxProducts) && maxProducts > 0)) {
    throw rangeError('newtonCG', 'maxProducts', 'a positive integer', maxProducts);
  }

  function* scalingOf(x: Float64Array): Work<never, ArrowCurvature | null> {
    if (preconditioner === 'arrow') return yield* scalingAt(x);
    return preconditioner === 'diagonal' ? yield* diagonalAt(x) : null;
  }

  function* withStep(
    here: { readonly x: Float64Array } & Evaluation,
    scaling: ArrowCurvature | null,
    before: Iterate | null,
  ): Work<'hessianVector', Omit<NewtonCGState, 'iteration'>> {
    const { x, value, gradient } = here;
    const unknown = { x, value, gradient, scaling, certificate: null };
    if (!Number.isFinite(value) || !gradient.every(Number.isFinite)) {
      return { ...unknown, direction: new Float64Array(x.length) };
    }
    const last = before?.certificate?.value ?? Number.POSITIVE_INFINITY;
    const { direction, decrement, missing, indefinite } = yield* conjugateGradients(x, gradient, {
      maxProducts: maxProducts ?? x.length + 50,
      metric: metricFrom(scaling),
      enough: (found, rest) =>
        rest <= Math.min(LOOSE, Math.max(TIGHT, (0.5 * found) / last)) * found,
    });
    if (!direction.every(Number.isFinite)) return { ...unknown, direction, ending: 'notFinite' };
    const gap = 0.5 * (decrement + missing);
    if (indefinite || !(missing <= decrement)) return { ...unknown, direction, estimate: gap };
    // Conjugate gradients add up a lower bound: it is the driver that proves the end.
    return { ...unknown, direction, estimate: gap, certificate: { kind: 'estimate', value: gap } };
  }

  return {
    name: 'newtonCG',
    asks: ['evaluate', 'hessianVector'],
    maxIterations: 200,
    start: (x0) => ({
      ...unevaluated(x0),
      direction: new Float64Array(0),
      scaling: null,
    }),
    metric: ({ scaling }, base) => metricFrom(scaling) ?? base ?? ((v) => v.slice()),
    *step(state) {
      if (!isEvaluated(state)) {
        const here = { x: state.x, ...(yield* evaluate(state.x)) };
        const asked = yield* scalingOf(state.x);
        const sound = asked?.diagonal.every(Number.isFinite) && asked.shift.every(Number.isFinite);
        return { ...(yield* withStep(here, sound ? asked : null, null)), iteration: 0 };
      }
      const iteration = state.iteration + 1;
      if (state.ending !== undefined) return { ...state, iteration };
      const taken = yield* dampedStep(state, state.direction);
      if (typeof taken === 'string') return { ...state, iteration, ending: taken };
      const next = { ...(yield* withStep(taken.at, state.scaling, state)), iteration };
      if (atFloor(state, next)) return { ...next, ending: 'floor' };
      return { ...next, suspect: taken.t !== 1 || notContracting(state, next) };
    },
  };
};

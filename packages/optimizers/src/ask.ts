import type { DenseMatrix } from '@betahat/linalg';
import type { Certificate, Work } from './method.ts';
import type { Answer, Evaluation, GapRequest, LineValue, Shape } from './request.ts';

/** Requests as expressions: `const { value, gradient } = yield* evaluate(x)`. */

export function* evaluate(x: Float64Array): Work<'evaluate', Evaluation> {
  return (yield { ask: 'evaluate', x, want: 'gradient' }) as Evaluation;
}

export function* valueAt(x: Float64Array): Work<'evaluate', number> {
  return ((yield { ask: 'evaluate', x, want: 'value' }) as Evaluation).value;
}

export function* hessian(x: Float64Array): Work<'curvature', DenseMatrix> {
  return (yield { ask: 'curvature', x, want: 'matrix' }) as DenseMatrix;
}

/** How far the Hessian drifted between two points, or null from an objective that does not know it. */
export function* driftTo(x: Float64Array, from: Float64Array): Work<never, number | null> {
  return (yield { ask: 'drift', x, from, optional: true }) as number | null;
}

/** The diagonal of the Hessian, or null from an objective that does not know it. */
export function* hessianDiagonal(x: Float64Array): Work<never, Float64Array | null> {
  return (yield { ask: 'curvature', x, want: 'diagonal', optional: true }) as Float64Array | null;
}

export function* hessianVector(
  x: Float64Array,
  v: Float64Array,
): Work<'hessianVector', Float64Array> {
  return (yield { ask: 'hessianVector', x, v }) as Float64Array;
}

/** Whether the objective knows that it has a minimum: then no run to infinity need be looked for. */
export function* knownMinimum(): Work<never, boolean> {
  const shape = (yield { ask: 'shape', optional: true }) as (Answer & Shape) | null;
  return shape?.hasMinimum === true;
}

/** f along a line, or null from an objective that has no cheap way. */
export function* along(x: Float64Array, d: Float64Array, t: number): Work<never, LineValue | null> {
  return (yield { ask: 'along', x, d, t, optional: true }) as LineValue | null;
}

/** The duality gap at the point that was evaluated last, where the problem can tell; see GapRequest. */
export function* askGap(
  x: Float64Array,
  known: Pick<GapRequest, 'enough' | 'gradient'> = {},
): Work<never, Certificate | null> {
  const gap = (yield { ask: 'gap', x, optional: true, ...known }) as number | null;
  return gap === null ? null : { kind: 'dualityGap', value: Math.max(0, gap) };
}

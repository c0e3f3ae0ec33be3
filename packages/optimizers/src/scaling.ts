import { hessianDiagonal } from './ask.ts';
import type { Work } from './method.ts';
import type { Metric } from './quasi-newton/step.ts';
import type { Answer, ArrowCurvature } from './request.ts';

/** What the objective can tell of the Hessian at x without a matrix: arrows, else the diagonal, else null. */
export function* scalingAt(x: Float64Array): Work<never, ArrowCurvature | null> {
  const arrow = (yield { ask: 'arrow', x, optional: true }) as (Answer & ArrowCurvature) | null;
  return arrow ?? (yield* diagonalAt(x));
}

/** The diagonal alone. */
export function* diagonalAt(x: Float64Array): Work<never, ArrowCurvature | null> {
  const diagonal = yield* hessianDiagonal(x);
  return diagonal && { diagonal, shift: new Float64Array(0), tip: new Uint32Array(0) };
}

/**
 * v ↦ M⁻¹v. Of a diagonal: variables in units of their own curvature. Of arrows: each variable is first
 * freed of its tip, M⁻¹ = T⁻¹ diag⁻¹ T⁻ᵀ, which for a linear model centres the columns. Variables
 * without curvature are left unscaled.
 */
export const scalingMetric = ({ diagonal, shift, tip }: ArrowCurvature): Metric => {
  const inverse = diagonal.map((h) => (h > 0 ? 1 / h : 1));
  if (tip.length === 0) return (v) => v.map((vi, i) => vi * inverse[i]);
  // A tip leans on nothing.
  const lean = shift.map((s, i) => (tip[i] === i ? 0 : s));
  return (v) => {
    const out = new Float64Array(v.length);
    for (let i = 0; i < v.length; i++) out[i] = (v[i] - lean[i] * v[tip[i]]) * inverse[i];
    for (let i = 0; i < v.length; i++) if (lean[i] !== 0) out[tip[i]] -= lean[i] * out[i];
    return out;
  };
};

import type { Certificate, Work } from '../method.ts';
import type { SeparablePenalty } from '../request.ts';

export function* askPenalty(): Work<'penalty', SeparablePenalty> {
  return (yield { ask: 'penalty' }) as SeparablePenalty;
}

/** The duality gap at the point that was evaluated last, where the problem can tell; see GapRequest. */
export function* askGap(x: Float64Array, enough?: number): Work<never, Certificate | null> {
  const request = { ask: 'gap', x, optional: true } as const;
  const gap = (yield enough === undefined ? request : { ...request, enough }) as number | null;
  return gap === null ? null : { kind: 'dualityGap', value: Math.max(0, gap) };
}

/** The violations of optimality, variable by variable, at x with slope g of the smooth part. */
export const violations = (
  penalty: SeparablePenalty,
  x: Float64Array,
  gradient: Float64Array,
): Float64Array => x.map((xj, j) => Math.abs(penalty.violationAt(j, xj, gradient[j])));

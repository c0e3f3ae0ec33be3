import type { Work } from '../method.ts';
import type { SeparablePenalty } from '../request.ts';

export function* askPenalty(): Work<'penalty', SeparablePenalty> {
  return (yield { ask: 'penalty' }) as SeparablePenalty;
}

/** The violations of optimality, variable by variable, at x with slope g of the smooth part. */
export const violations = (
  penalty: SeparablePenalty,
  x: Float64Array,
  gradient: Float64Array,
): Float64Array => x.map((xj, j) => Math.abs(penalty.violationAt(j, xj, gradient[j])));

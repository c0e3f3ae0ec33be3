import { valueAt } from '../ask.ts';
import type { Iterate, Work } from '../method.ts';
import { dot, moved } from '../vector.ts';

/** The rise, relative to the scale of f, that a quadratic would show at the probe. */
const RISE = 0.01;

/**
 * How far f rises again along a Newton step p, relative to its quadratic model. Near a minimum f is
 * that model, which lies T²λ²/2 higher at x + T p, λ² = −gᵀp. T is chosen so that this is a visible
 * share of f. About 1: a minimum. 0 or less: f flattens out along p and creeps to an infimum that no
 * point attains (Albert & Anderson, Biometrika 71, 1984, for logistic regression). In between: p is
 * too rough to tell, or the minimum is very weak.
 *
 * Scale-free, one evaluation. Where T would be so small that the model is not left: 1.
 */
export function* riseAlong(
  { x, value, gradient }: Iterate,
  direction: Float64Array,
  scale: number,
): Work<'evaluate', number> {
  const gap = -0.5 * dot(gradient, direction);
  if (!(gap > 0)) return 1;
  const T = Math.sqrt((RISE * scale) / gap);
  if (!(T > 2)) return 1;
  const there = yield* valueAt(moved(x, T, direction));
  return Number.isNaN(there) ? 1 : (there - value) / (RISE * scale);
}

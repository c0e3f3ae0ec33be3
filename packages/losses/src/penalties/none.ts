import { each, largest, proxOf, sumOver } from './shared.ts';
import type { SmoothPenalty } from './types.ts';

/**
 * No penalty.
 *
 *     P(w) = 0,   ∇P = 0,   prox(w) = w,   P*(u) = 0 at u = 0, else Infinity
 *
 * @example
 * import { none } from '@betahat/losses';
 * none().value(new Float64Array([1, 2])); // 0
 */
export const none = (): SmoothPenalty => {
  const proxAt = (_: number, w: number): number => w;
  return {
    smooth: true,
    name: 'none',
    formula: '0',
    l1: 0,
    l2: 0,
    curvature: 0,
    value: () => 0,
    gradient: (w, out) => each('none.gradient', w, out, () => 0),
    prox: proxOf('none', proxAt),
    proxAt,
    conjugate: (u) => sumOver(u, (x) => (x === 0 ? 0 : Infinity)),
    violation: (w, gradient) => largest('none', w, gradient, (_, g) => g),
  };
};

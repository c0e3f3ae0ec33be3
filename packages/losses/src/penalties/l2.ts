import { none } from './none.ts';
import { checkStrength, each, largest, proxOf, sumOver } from './shared.ts';
import type { SmoothPenalty } from './types.ts';

/**
 * Ridge: half the squared length.
 *
 *     P(w) = (λ/2)‖w‖²,   ∇P = λw,   ∇²P = λI
 *     prox(w) = w/(1 + λ·step)          from  λz + (z − w)/step = 0
 *     P*(u) = ‖u‖²/(2λ)                 u·w − P is largest at w = u/λ
 *
 * λ = 1/C of scikit-learn.
 *
 * @param lambda a finite number ≥ 0
 * @throws RangeError otherwise
 * @see A. E. Hoerl, R. W. Kennard, Ridge Regression, Technometrics 12, 1970
 * @example
 * import { l2 } from '@betahat/losses';
 * l2(2).value(new Float64Array([3, 4])); // 25
 * l2(2).gradient(new Float64Array([3, 4])); // Float64Array [6, 8]
 */
export const l2 = (lambda: number): SmoothPenalty => {
  checkStrength('l2', 'lambda', lambda);
  const proxAt = (_: number, w: number, step: number): number => w / (1 + lambda * step);
  return {
    smooth: true,
    name: 'l2',
    formula: '(λ/2)‖w‖²',
    l1: 0,
    l2: lambda,
    curvature: lambda,
    value: (w) => (lambda / 2) * sumOver(w, (x) => x * x),
    gradient: (w, out) => each('l2.gradient', w, out, (x) => lambda * x),
    prox: proxOf('l2', proxAt),
    proxAt,
    conjugate: (u) =>
      lambda === 0 ? none().conjugate(u) : sumOver(u, (x) => x * x) / (2 * lambda),
    violation: (w, gradient) => largest('l2', w, gradient, (x, g) => g + lambda * x),
  };
};

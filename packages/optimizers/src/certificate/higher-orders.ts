/**
 * What half the squared Newton decrement must be multiplied by to bound the gap, where the Hessian drifts
 * by at most e^δ along the Newton step.
 *
 * In the worst case the curvature falls as e^−Mt along the step p, M‖p‖ = δ, and the slope is gone
 * later and lower than the quadratic says (F. Bach, Electron. J. Stat. 4, 2010, proposition 1):
 *
 *     gap / (½λ²) ≤ 2 (δ + (1 − δ) ln(1 − δ)) / δ²,   1 + δ/3 + δ²/6 + … for small δ, 2 at δ = 1
 *
 * That is the case of separable rows under a tiny penalty: f creeps as e^−t, its decrement is half of its gap.
 * Beyond δ = 1 there is no bound; 1 + δ goes on from there.
 */
export const higherOrders = (drift: number): number => {
  if (drift < SMALL) return 1 + drift / 3;
  if (drift >= 1) return 1 + drift;
  return (2 * (drift + (1 - drift) * Math.log1p(-drift))) / drift ** 2;
};

/** Below it the numerator cancels; the next term of the series is 2e-9. */
const SMALL = 1e-4;

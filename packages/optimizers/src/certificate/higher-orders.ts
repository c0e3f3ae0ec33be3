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
 * Beyond δ = 1 there is no bound, only what was found: where steps moved logits by 2.5, gaps were up to 275 times what
 * decrements said at a tolerance of 1e-3. A δ far beyond is that of rows that have no weight any more.
 *
 * @param creeping times so much more is missing where steps do not contract
 */
export const higherOrders = (drift: number, creeping = 1): number => {
  if (drift < SMALL) return creeping * (1 + drift / 3);
  if (drift >= 1) return Math.max(1 + drift, Math.min(2 * creeping * drift ** 2, MOST));
  return (creeping * 2 * (drift + (1 - drift) * Math.log1p(-drift))) / drift ** 2;
};

/** A drift beyond 1 is not believed to hide more than this, or itself. */
const MOST = 40;
/** Below it the numerator cancels; the next term of the series is 2e-9. */
const SMALL = 1e-4;

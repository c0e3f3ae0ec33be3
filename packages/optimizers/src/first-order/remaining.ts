/** Decreases below this share of |f| are rounding. */
const NOISE = 2 ** -50;

/**
 * What is left to gain after two successive decreases, extrapolated geometrically: f − f* ≈ Δ²/(Δ₋ − Δ)
 * (A. C. Aitken, Proc. R. Soc. Edinburgh 46, 1926). Infinite where the decreases do not fall.
 */
export const remaining = (before: number, now: number, value: number): number => {
  const noise = NOISE * Math.abs(value);
  if (Math.abs(now) <= noise) return noise;
  return now > 0 && before > now ? (now * now) / (before - now) : Number.POSITIVE_INFINITY;
};

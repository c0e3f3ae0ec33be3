/**
 * Derivative by the five-point difference, good to about 1e-12 relative for smooth functions.
 *
 *     f′(x) ≈ (f(x − 2h) − 8 f(x − h) + 8 f(x + h) − f(x + 2h)) / 12h,   error h⁴ f⁽⁵⁾ / 30
 *
 * @param step h, rounded so that x + h − x = h. Default 1e-3 · max(1, |x|), near the best
 *   balance of rounding and truncation
 * @see M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions, 25.3.6
 * @example
 * numericDerivative(Math.sin, 0); // 1, to 1e-12
 */
export const numericDerivative = (
  f: (x: number) => number,
  x: number,
  step = 1e-3 * Math.max(1, Math.abs(x)),
): number => {
  const h = x + step - x;
  return (f(x - 2 * h) - 8 * f(x - h) + (8 * f(x + h) - f(x + 2 * h))) / (12 * h);
};

/**
 * Gradient by the five-point difference along each coordinate.
 * @param step h for coordinate i. Default 1e-3 · max(1, |xᵢ|)
 * @example
 * numericGradient(([a, b]) => a * b, [2, 3]); // [3, 2], to 1e-11
 */
export const numericGradient = (
  f: (x: Float64Array) => number,
  x: ArrayLike<number>,
  step?: number,
): Float64Array => {
  const at = Float64Array.from(x);
  return at.map((value, i) =>
    numericDerivative(
      (t) => {
        const moved = at.slice();
        moved[i] = t;
        return f(moved);
      },
      value,
      step,
    ),
  );
};

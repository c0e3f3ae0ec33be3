/** The Newton step p = −H⁻¹g and half the squared decrement ½ gᵀH⁻¹g, exact to second order. */
export interface FactoredStep {
  readonly step: Float64Array;
  readonly decrement: number;
}

/** A pivot of the scaled Hessian (diagonal 1) below this many ε per row is rounding. */
const RANK = 16;

/**
 * Solves H p = −g by a Cholesky factorization H = S⁻¹LLᵀS⁻¹ in units in which the diagonal is 1.
 *
 * @param hessian n×n, row by row; the lower triangle is read
 * @returns null where H is not positive definite in floating point
 */
export const factoredStep = (
  gradient: Float64Array,
  hessian: Float64Array,
): FactoredStep | null => {
  const n = gradient.length;
  const units = gradient.map((_, i) => 1 / Math.sqrt(hessian[i * n + i]));
  const L = new Float64Array(n * n);
  const step = new Float64Array(n);
  let decrement = 0;
  for (let i = 0; i < n; i++) {
    let z = -gradient[i] * units[i];
    for (let j = 0; j <= i; j++) {
      let sum = hessian[i * n + j] * units[i] * units[j];
      for (let k = 0; k < j; k++) sum -= L[i * n + k] * L[j * n + k];
      if (j < i) {
        L[i * n + j] = sum / L[j * n + j];
        z -= L[i * n + j] * step[j];
      } else {
        // Not positive, or NaN.
        if (!(sum > RANK * n * Number.EPSILON)) return null;
        L[i * n + i] = Math.sqrt(sum);
      }
    }
    step[i] = z / L[i * n + i];
    decrement += 0.5 * step[i] ** 2;
  }
  for (let i = n - 1; i >= 0; i--) {
    step[i] /= L[i * n + i];
    for (let k = 0; k < i; k++) step[k] -= L[i * n + k] * step[i];
    step[i] *= units[i];
  }
  return { step, decrement };
};

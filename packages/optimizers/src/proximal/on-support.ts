import { cholesky, choleskySolve, NotPositiveDefiniteError } from '@betahat/linalg';
import type { QuadraticModel } from './coordinate-descent.ts';

/**
 * The minimum of the model over its nonzero variables with their signs held:
 *
 *     (H_SS + P″) δ = −(slopes_S + P′(z_S))
 *
 * P″ is the difference of two slopes, exact for a piecewise quadratic penalty. Null where a sign would
 * change or the system is singular: then the support is not yet the right one.
 */
export const onSupport = (
  { columns, H, penalty }: QuadraticModel,
  z: Float64Array,
  slopes: Float64Array,
): Float64Array | null => {
  const n = z.length;
  const support = Uint32Array.from(Array.from(z.keys()).filter((i) => z[i] !== 0));
  const size = support.length;
  if (size === 0) return null;
  const A = new Float64Array(size * size);
  const b = new Float64Array(size);
  support.forEach((i, a) => {
    support.forEach((j, c) => {
      A[a * size + c] = H.data[i * n + j];
    });
    const slope = penalty.violationAt(columns[i], z[i], 0);
    A[a * size + a] += (penalty.violationAt(columns[i], 2 * z[i], 0) - slope) / z[i];
    b[a] = -(slopes[i] + slope);
  });
  try {
    const factor = cholesky({ kind: 'dense', rows: size, cols: size, data: A });
    choleskySolve(factor, b, b);
  } catch (error) {
    if (error instanceof NotPositiveDefiniteError) return null;
    throw error;
  }
  const out = z.slice();
  for (let a = 0; a < size; a++) {
    const i = support[a];
    out[i] += b[a];
    // An unpenalised variable has no kink to cross, but crossing 0 costs one more epoch only.
    if (!(out[i] * z[i] > 0)) return null;
  }
  return out;
};

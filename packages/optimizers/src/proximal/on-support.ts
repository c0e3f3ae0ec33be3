import {
  type Cholesky,
  cholesky,
  choleskySolve,
  type DenseMatrix,
  NotPositiveDefiniteError,
} from '@betahat/linalg';
import type { QuadraticModel } from './coordinate-descent.ts';

/** What is left of a diagonal entry, as a share of it, from which a pivot is rounding … */
const SINGULAR = 1e-12;
/** … and what is then added to the diagonal, as a share of it. */
const RIDGE = 1e-9;

/** A step on the support; not whole where it ends at the first variable that becomes zero. */
interface SupportStep {
  readonly z: Float64Array;
  readonly whole: boolean;
}

/**
 * The minimum of the model over its nonzero variables with their signs held:
 *
 *     (H_SS + P″) δ = −(slopes_S + P′(z_S))
 *
 * P″ is the difference of two slopes, exact for a piecewise quadratic penalty. Null where a sign would
 * change or there is no minimum: then the support is not yet the right one.
 *
 * Where the system is singular the minimum need not be unique: softmax does not feel a constant added to
 * the coefficients of all classes, nor does |·|₁ while as many are positive as negative. A little on the
 * diagonal then picks the minimum that is nearest. Without it only coordinate descent was left, which
 * ended at a duality gap of 1e-9.
 */
export const onSupport = (
  { columns, H, penalty }: QuadraticModel,
  z: Float64Array,
  slopes: Float64Array,
): SupportStep | null => {
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
  const system: DenseMatrix = { kind: 'dense', rows: size, cols: size, data: A };
  let factor = factored(system);
  if (factor === null || isSingular(factor, system)) {
    for (let a = 0; a < size; a++) A[a * size + a] *= 1 + RIDGE;
    factor = factored(system);
  }
  if (factor === null) return null;
  choleskySolve(factor, b, b);
  const out = z.slice();
  // How far to go until the first sign would change. An unpenalised variable has no kink to cross, but
  // stopping there costs one more epoch only.
  let step = 1;
  let first = -1;
  for (let a = 0; a < size; a++) {
    const i = support[a];
    const most = -z[i] / b[a];
    if (!(z[i] * (z[i] + b[a]) > 0) && most < step) {
      step = most;
      first = i;
    }
  }
  for (let a = 0; a < size; a++) out[support[a]] += step * b[a];
  if (first >= 0) out[first] = 0;
  return { z: out, whole: first < 0 };
};

/** Null where a pivot is not positive. */
const factored = (A: DenseMatrix): Cholesky | null => {
  try {
    return cholesky(A);
  } catch (error) {
    if (error instanceof NotPositiveDefiniteError) return null;
    throw error;
  }
};

const isSingular = ({ L, size }: Cholesky, A: DenseMatrix): boolean => {
  for (let a = 0; a < size; a++) {
    const at = a * size + a;
    if (L.data[at] ** 2 <= SINGULAR * A.data[at]) return true;
  }
  return false;
};

import { type Cholesky, cholesky, choleskySolve, type DenseMatrix } from '@betahat/linalg';
import { ifDefinite } from '../if-definite.ts';
import type { QuadraticModel } from './coordinate-descent.ts';

/** What is left of a diagonal entry, as a share of it and of each variable, from which a pivot is rounding … */
const SINGULAR = 4 * Number.EPSILON;
/** … and what is then added to the diagonal at most, as a share of it. */
const MOST_RIDGE = 1e-6;

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
 * ended at a duality gap of 1e-9. It is no more than rounding needs: of two equal columns in units of 1e6 a weak
 * l2 is all that tells them apart, and under 1e-9 of their own curvature steps were 500 times too short.
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
  const factor = factored(system) ?? raised(system);
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

/** The factor with so much on the diagonal, which is written over, that it exists. */
const raised = (A: DenseMatrix): Cholesky | null => {
  const size = A.rows;
  const diagonal = Float64Array.from({ length: size }, (_, a) => A.data[a * size + a]);
  for (let ridge = SINGULAR * size; ridge <= MOST_RIDGE; ridge *= 16) {
    diagonal.forEach((entry, a) => {
      A.data[a * size + a] = entry * (1 + ridge);
    });
    const factor = factored(A);
    if (factor !== null) return factor;
  }
  return null;
};

/** Null where a pivot is not positive, or rounding. */
const factored = (A: DenseMatrix): Cholesky | null => {
  const factor = ifDefinite(() => cholesky(A));
  for (let at = 0; factor !== null && at < A.data.length; at += A.rows + 1) {
    if (factor.L.data[at] ** 2 <= SINGULAR * A.rows * A.data[at]) return null;
  }
  return factor;
};

import {
  type Cholesky,
  cholesky,
  choleskySolve,
  type DenseMatrix,
  type PivotedCholesky,
  pivotedCholesky,
} from '@betahat/linalg';
import { ifDefinite } from '../if-definite.ts';
import { dot } from '../vector.ts';

/** A factored Hessian of diagonal 1, and the S that makes it so. Plain data. */
export interface Factored {
  readonly scaling: Float64Array;
  readonly factor: Cholesky;
}

export interface NewtonDirection {
  /** −H⁺g, or −(H + τS⁻²)⁻¹g where H is indefinite. */
  readonly direction: Float64Array;
  /** H is positive semidefinite up to rounding: the decrement is one. */
  readonly convex: boolean;
  /**
   * S⁻¹LLᵀS⁻¹ = H; null where H has not full rank in floating point: the direction may then leave some of
   * the gradient out.
   */
  readonly factored: Factored | null;
  /** The factor of H + τS⁻² where curvature is hidden below the rounding of H (see hidden-curvature.ts). */
  readonly raised: Factored | null;
}

/** A pivot of the scaled Hessian (diagonal 1) below this many ε per row is rounding. */
const RANK = 16;

/**
 * So many times that where there is a minimum: pivots that near to rounding are of no more than a digit, and products tell
 * what they hide.
 */
const STRICTER = 16;

/** Of the value: what the rounding of a sum's gradient shows as decrement where curvature is at rounding level. */
export const NOISE = 2 ** -46;

/** A hidden part of the decrement up to this share of the rest is left out. */
const SHARE = 0.01;

/** An entry of the scaled Hessian beyond its numerical rank above this shows negative curvature. */
const INDEFINITE = 1e-8;

/**
 * The Newton step from a symmetric Hessian. The Hessian is scaled to unit diagonal first, so that
 * columns in different units do not look like collinear ones. Positive definite: Cholesky. Singular
 * (collinear columns, a gauge): the Newton step of smallest 2-norm, in the units of x. Indefinite: a
 * multiple of the identity is added to the scaled Hessian (Nocedal & Wright, algorithm 3.3).
 *
 * Singular only in floating point, with a gradient that the rest cannot take up (rows that a weak penalty
 * lets run far): curvature below the rounding of the Hessian decides there, and a multiple of the
 * identity at that level stands for it, so that the step goes on and its decrement does not miss that part.
 *
 * @param noise the decrement that rounding of the gradient may show
 * @param strict there is one minimum, so that no curvature is 0: what looks so is hidden
 */
export const newtonDirection = (
  H: DenseMatrix,
  gradient: Float64Array,
  noise = 0,
  strict = false,
): NewtonDirection => {
  const n = H.rows;
  const scaling = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const h = H.data[i * n + i];
    scaling[i] = h > 0 ? 1 / Math.sqrt(h) : 1;
  }
  const tolerance = RANK * n * Number.EPSILON;
  const whole = factoredOf(scaledHessian(H, scaling), strict ? STRICTER * tolerance : tolerance);
  if (whole !== null) {
    const factored = { scaling, factor: whole };
    return { direction: stepBy(factored, gradient), convex: true, factored, raised: null };
  }
  const b = gradient.map((g, i) => -g * scaling[i]);
  const scaled = scaledHessian(H, scaling);
  const factor = pivoted(scaled, tolerance);
  const convex = factor !== null && beyondRank(scaled, factor) <= INDEFINITE;
  if (convex && !strict) {
    const direction = smallest(factor, b, scaling);
    const decrement = -dot(gradient, direction);
    const hidden = leftBy(scaled, scaling, b, direction) / tolerance;
    if (hidden <= Math.max(SHARE * decrement, noise))
      return { direction, convex, factored: null, raised: null };
  }
  for (let shift = convex ? 4 * tolerance : 1e-3; ; shift *= 4) {
    const raised = { ...scaled, data: scaled.data.slice() };
    for (let i = 0; i < n; i++) raised.data[i * n + i] += shift;
    const root = factoredOf(raised, tolerance);
    const z = root === null ? null : choleskySolve(root, b);
    // A diagonal of 1 (or less) off-diagonal entries of any size: the shift ends the loop in time,
    // and steepest descent in scaled variables where even that overflows.
    if (z !== null || !Number.isFinite(shift)) {
      const direction = (z ?? b).map((zi, i) => zi * scaling[i]);
      const hides = convex && root !== null;
      return {
        direction,
        convex,
        factored: null,
        raised: hides ? { scaling, factor: root } : null,
      };
    }
  }
};

/** Its lower half, which is all that factorizations read. */
const scaledHessian = (H: DenseMatrix, scaling: Float64Array): DenseMatrix => {
  const n = H.rows;
  const data = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const scale = scaling[i];
    for (let j = 0, at = i * n; j <= i; j++, at++) data[at] = H.data[at] * scale * scaling[j];
  }
  return { kind: 'dense', rows: n, cols: n, data };
};

/** −H⁻¹g. */
export const stepBy = ({ scaling, factor }: Factored, gradient: Float64Array): Float64Array => {
  const step = new Float64Array(gradient.length);
  for (let i = 0; i < step.length; i++) step[i] = -gradient[i] * scaling[i];
  choleskySolve(factor, step, step);
  for (let i = 0; i < step.length; i++) step[i] *= scaling[i];
  return step;
};

/** The factor of A, which is written over; null where A is not positive definite in floating point. */
const factoredOf = (A: DenseMatrix, tolerance: number): Cholesky | null => {
  const factor = ifDefinite(() => cholesky(A, A));
  for (let i = 0; factor !== null && i < A.rows; i++) {
    if (factor.L.data[i * A.rows + i] ** 2 <= tolerance) return null;
  }
  return factor;
};

const pivoted = (A: DenseMatrix, tolerance: number): PivotedCholesky | null =>
  ifDefinite(() => pivotedCholesky(A, tolerance));

/** ‖b − Az‖², z = S⁻¹direction: what of the gradient lies where A has no rank in floating point. */
const leftBy = (
  A: DenseMatrix,
  scaling: Float64Array,
  b: Float64Array,
  direction: Float64Array,
): number => {
  const n = A.rows;
  const left = b.slice();
  for (let i = 0, at = 0; i < n; i++, at = i * n) {
    const zi = direction[i] / scaling[i];
    for (let j = 0; j < i; j++, at++) {
      left[i] -= (A.data[at] * direction[j]) / scaling[j];
      left[j] -= A.data[at] * zi;
    }
    left[i] -= A.data[at] * zi;
  }
  return dot(left, left);
};

/** The largest entry of what the factor leaves of A: near zero if A is semidefinite. */
const beyondRank = (A: DenseMatrix, { rank, permutation, L }: PivotedCholesky): number => {
  let most = 0;
  for (let i = rank; i < A.rows; i++) {
    for (let j = rank; j <= i; j++) {
      const a = permutation[i];
      const b = permutation[j];
      let rest = A.data[Math.max(a, b) * A.rows + Math.min(a, b)];
      for (let k = 0; k < rank; k++) rest -= L.data[i * rank + k] * L.data[j * rank + k];
      most = Math.max(most, Math.abs(rest));
    }
  }
  return most;
};

/**
 * The x of least norm with Hx = g, x = Sz and A = SHS = PLLᵀPᵀ: a solution with the leading rank×rank triangle less what
 * lies in the null space, or where that is the larger space, BQ⁻ᵀy in the range of B = S⁻¹PL. 14 rows of 99 columns and
 * 5 classes without penalty took 5.1 s by the null space alone, and take 2.2.
 */
const smallest = (
  factor: PivotedCholesky,
  b: Float64Array,
  scaling: Float64Array,
): Float64Array => {
  const { size, rank, permutation, L } = factor;
  /** Brought back from the order of the pivots; `by` makes it one of x. */
  const inPlace = (z: ArrayLike<number>, by: (j: number) => number): Float64Array => {
    const x = new Float64Array(size);
    for (let i = 0; i < size; i++) x[permutation[i]] = z[i] * by(permutation[i]);
    return x;
  };
  const z = new Float64Array(size);
  for (let i = 0; i < rank; i++) {
    let s = b[permutation[i]];
    for (let k = 0; k < i; k++) s -= L.data[i * rank + k] * z[k];
    z[i] = s / L.data[i * rank + i];
  }
  const basis: Float64Array[] = [];
  if (rank < size - rank) {
    const step = new Float64Array(size);
    for (let k = 0; k < rank; k++) {
      const column = Float64Array.from({ length: size }, (_, i) => L.data[i * rank + k]);
      const v = inPlace(column, (j) => 1 / scaling[j]);
      const q = orthonormal(v.slice(), basis);
      basis.push(q);
      // The next unknown of a triangular system: vᵀ step = z[k], where step so far lies in the basis before q.
      subtract(step, (dot(v, step) - z[k]) / dot(v, q), q);
    }
    return step;
  }
  backward(L, rank, z);
  const step = inPlace(z, (j) => scaling[j]);
  for (let free = rank; free < size; free++) {
    const null_ = new Float64Array(size);
    for (let k = 0; k < rank; k++) null_[k] = -L.data[free * rank + k];
    backward(L, rank, null_);
    null_[free] = 1;
    const q = orthonormal(
      inPlace(null_, (j) => scaling[j]),
      basis,
    );
    basis.push(q);
    subtract(step, dot(q, step), q);
  }
  return step;
};

const backward = (L: DenseMatrix, rank: number, z: Float64Array): void => {
  for (let i = rank - 1; i >= 0; i--) {
    z[i] /= L.data[i * rank + i];
    for (let k = 0; k < i; k++) z[k] -= L.data[i * rank + k] * z[i];
  }
};

const subtract = (v: Float64Array, factor: number, q: Float64Array): void => {
  for (let i = 0; i < v.length; i++) v[i] -= factor * q[i];
};

/** Gram–Schmidt, twice: enough for full precision (Giraud et al., Numer. Math. 101, 2005). */
const orthonormal = (v: Float64Array, basis: readonly Float64Array[]): Float64Array => {
  for (let round = 0; round < 2; round++) for (const q of basis) subtract(v, dot(q, v), q);
  const norm = Math.sqrt(dot(v, v));
  return norm > 0 ? v.map((vi) => vi / norm) : v;
};

import { type Cholesky, cholesky, choleskySolve, type DenseMatrix } from '@betahat/linalg';
import { ifDefinite } from '../if-definite.ts';
import type { SeparablePenalty } from '../request.ts';
import { LAST_DIGIT } from '../vector.ts';
import type { Descended, QuadraticModel } from './coordinate-descent.ts';

/** What is left of a diagonal entry of H_UU, as a share of it, from which on a pivot is rounding … */
const SINGULAR = 1e-12;
/** … and what is then added to the diagonal: softmax does not feel a constant on all intercepts. */
const RIDGE = 1e-10;

/** Curvature that elimination leaves of a variable, as a share of what it had, from which on it is rounding. */
const NOTHING = 2 ** -46;

/** A model over the penalised variables alone, and the way back. */
export interface Reduced {
  readonly model: QuadraticModel;
  readonly whole: (descent: Descended) => Descended;
}

/**
 * The quadratic model with its unpenalised variables U (intercepts) eliminated:
 *
 *     H′ = H_SS − H_SU H_UU⁻¹ H_US,   g′ = g_S − H_SU H_UU⁻¹ g_U
 *     z_U = x_U − H_UU⁻¹ (g_U + H_US (z_S − x_S))
 *
 * which is what centring the columns does. Coordinate descent turns between a column and the intercept
 * where the column's mean is far from zero: 1200 × 8 softmax, means 20 times the spread, did not come to
 * the minimum of its model in 1000 epochs, and the fit not to its tolerance in 200 steps; now in 8.
 *
 * Null where there is nothing to eliminate, or nothing else.
 */
export const withoutFree = ({
  columns,
  from,
  gradient,
  H,
  penalty,
}: QuadraticModel): Reduced | null => {
  const n = columns.length;
  const free: number[] = [];
  const kept: number[] = [];
  for (let i = 0; i < n; i++) (isFree(penalty, columns[i]) ? free : kept).push(i);
  if (free.length === 0 || kept.length === 0) return null;
  const factor = factored(H, free);
  if (factor === null) return null;
  const size = kept.length;
  const gradientU = pick(gradient, free);
  const step = choleskySolve(factor, gradientU.slice());
  // Row i: H_UU⁻¹ H_Ui.
  const coupling = kept.map((i) =>
    choleskySolve(
      factor,
      Float64Array.from(free, (u) => H.data[i * n + u]),
    ),
  );
  const data = new Float64Array(size * size);
  const slopes = new Float64Array(size);
  for (let a = 0; a < size; a++) {
    const row = kept[a] * n;
    for (let c = 0; c < size; c++) {
      let entry = H.data[row + kept[c]];
      for (let k = 0; k < free.length; k++) entry -= H.data[row + free[k]] * coupling[c][k];
      data[a * size + c] = entry;
    }
    // Not 0: the penalty still sends what is constant to zero, and the intercept takes it over. And above the rounding of
    // what was taken away, or the model has no minimum: with timestamps in softmax it fell to −1e153.
    const before = H.data[row + kept[a]];
    const left = data[a * size + a];
    data[a * size + a] =
      Math.max(left, NOTHING * before) + LAST_DIGIT * size * Math.max(0, before - left);
    slopes[a] = gradient[kept[a]];
    for (let k = 0; k < free.length; k++) slopes[a] -= H.data[row + free[k]] * step[k];
  }
  const start = pick(from, kept);
  return {
    model: {
      columns: Uint32Array.from(kept, (i) => columns[i]),
      from: start,
      gradient: slopes,
      H: { kind: 'dense', rows: size, cols: size, data },
      penalty,
    },
    whole: ({ z: found, decrease, ...rest }) => {
      const z = from.slice();
      for (let k = 0; k < free.length; k++) z[free[k]] -= step[k];
      for (let a = 0; a < size; a++) {
        z[kept[a]] = found[a];
        const change = found[a] - start[a];
        if (change === 0) continue;
        for (let k = 0; k < free.length; k++) z[free[k]] -= change * coupling[a][k];
      }
      let own = 0;
      for (let k = 0; k < free.length; k++) own += 0.5 * gradientU[k] * step[k];
      return { z, decrease: decrease + Math.max(0, own), ...rest };
    },
  };
};

/** Whether the penalty leaves variable j alone. */
const isFree = (penalty: SeparablePenalty, j: number): boolean =>
  penalty.proxAt(j, 1, 1) === 1 && penalty.proxAt(j, -1, 1) === -1;

const pick = (v: Float64Array, indices: readonly number[]): Float64Array =>
  Float64Array.from(indices, (i) => v[i]);

/** Null where the free variables have no minimum of their own. */
const factored = (H: DenseMatrix, free: readonly number[]): Cholesky | null => {
  const plain = factoredWith(H, free, 0);
  const whole = plain?.L.data.every(
    (pivot, at) => at % (free.length + 1) !== 0 || pivot ** 2 > SINGULAR * diagonalOf(H, free, at),
  );
  return whole === true ? plain : factoredWith(H, free, RIDGE);
};

/** The entry of H that position `at` of H_UU's diagonal stands for. */
const diagonalOf = (H: DenseMatrix, free: readonly number[], at: number): number => {
  const i = free[at / (free.length + 1)];
  return H.data[i * H.cols + i];
};

const factoredWith = (H: DenseMatrix, free: readonly number[], ridge: number): Cholesky | null => {
  const size = free.length;
  const data = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let c = 0; c < size; c++) data[a * size + c] = H.data[free[a] * H.cols + free[c]];
    data[a * size + a] *= 1 + ridge;
  }
  return ifDefinite(() => cholesky({ kind: 'dense', rows: size, cols: size, data }));
};

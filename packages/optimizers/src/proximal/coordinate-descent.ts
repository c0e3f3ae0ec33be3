import type { DenseMatrix } from '@betahat/linalg';
import type { SeparablePenalty } from '../request.ts';
import { LAST_DIGIT } from '../vector.ts';
import { anderson } from './anderson.ts';
import { shiftTogether, tiedVariables } from './common-shift.ts';
import { withoutFree } from './free-variables.ts';
import { onSupport } from './on-support.ts';

/** A quadratic model of f plus the penalty, over the variables `columns`. */
export interface QuadraticModel {
  readonly columns: Uint32Array;
  /** x, ∇f and the Hessian there, restricted to the columns. */
  readonly from: Float64Array;
  readonly gradient: Float64Array;
  readonly H: DenseMatrix;
  readonly penalty: SeparablePenalty;
}

export interface Descended {
  /** Where the model is least; exact zeros where the penalty makes them. */
  readonly z: Float64Array;
  /** How far the model falls. */
  readonly decrease: number;
  readonly epochs: number;
}

export interface Descent extends Descended {
  /** The largest that is missing to optimality there beyond what rounding z does, in the units of the gradient. */
  readonly violation: number;
}

/** An epoch that gains this share of all so far is time to solve on the support exactly. */
const ENOUGH = 1e-3;
const MOST_EPOCHS = 1000;
/** Solves at the end that a variable at zero cut short. */
const MOST_TRIES = 30;
/** Epochs after which solves follow one another … */
const LONG = 60;
/** … of so few variables that a solve is cheap. */
const FEW = 300;
/** The model's value comes from differences of penalties, each with so much rounding. */
const ROUNDING = 2 ** -50;
/** A step as long as that of no curvature. */
const NO_CURVATURE = 1e300;
/** Epochs between two extrapolations. */
const DEPTH = 5;

/**
 * Cyclic coordinate descent on
 *
 *     q(z) = gᵀ(z − x) + ½ (z − x)ᵀH(z − x) + P(z),   zⱼ ← proxAt(j, zⱼ − qⱼ/Hⱼⱼ, 1/Hⱼⱼ)
 *
 * with the gradient of the quadratic kept up to date (J. Friedman, T. Hastie & R. Tibshirani, J. Stat.
 * Software 33, 2010), and Anderson extrapolation every five epochs, taken where it lowers q (Q. Bertrand &
 * M. Massias, AISTATS 2021). Once an epoch gains little the linear system of the support is solved: if
 * no sign changes, and the next epoch keeps the support, that is the minimum. Variables without penalty
 * are eliminated first (see free-variables.ts), those of a group move together too (see common-shift.ts).
 *
 * @param accuracy an epoch that gains no more than this share of all so far ends the descent
 */
export const coordinateDescent = (model: QuadraticModel, accuracy: number): Descent => {
  const reduced = withoutFree(model);
  const found =
    reduced === null ? descend(model, accuracy) : reduced.whole(descend(reduced.model, accuracy));
  return { ...found, violation: violationAt(model, found.z) };
};

const descend = (model: QuadraticModel, accuracy: number): Descended => {
  const start = penaltyOf(model, model.from);
  const rounding = ROUNDING * Math.abs(start);
  let point = pointAt(model, model.from.slice(), start);
  let path: Float64Array[] = [point.z.slice()];
  let nextSolve = 0;
  let tries = 0;
  let solved: Float64Array | null = null;
  const tied = tiedVariables(model);
  let epochs = 0;
  while (epochs < MOST_EPOCHS) {
    epochs++;
    const before = point.value;
    const { z, slopes } = point;
    epoch(model, z, slopes);
    for (const group of tied) shiftTogether(model, group, z, slopes);
    point = { z, slopes, value: modelValue(model, z, slopes, start) };
    // The exact minimum over a support that an epoch leaves as it is: no zero wants to move either.
    if (solved !== null && samePattern(z, solved)) break;
    solved = null;
    path.push(z.slice());
    const gain = before - point.value;
    if (gain <= ENOUGH * -point.value && epochs >= nextSolve) {
      // A solve that fails costs as much as many epochs: the next one comes later.
      nextSolve = Math.ceil(1.3 * epochs) + 1;
      const exact =
        epochs > LONG ? solveOnward(model, point) : onSupport(model, point.z, point.slopes);
      if (exact !== null) {
        const there = pointAt(model, exact.z, start);
        // Values that differ by rounding tell nothing, but the linear system is solved to the last digits.
        const lower = there.value <= point.value;
        if (lower || (there.value <= point.value + rounding && gain <= rounding)) {
          point = there;
          path = [point.z.slice()];
          if (exact.whole && !lower) break;
          if (exact.whole) {
            nextSolve = 0;
            solved = exact.z.slice();
            continue;
          }
          // Where an exact descent would end, another solve is tried: its support has one variable less.
          if (accuracy < ENOUGH && gain <= accuracy * -point.value && tries++ < MOST_TRIES) {
            nextSolve = 0;
            continue;
          }
        }
      }
    }
    if (gain <= accuracy * -point.value) break;
    if (path.length > DEPTH) {
      const guess = anderson(path);
      if (guess !== null) {
        const there = pointAt(model, guess, start);
        if (there.value < point.value) point = there;
      }
      path = [point.z.slice()];
    }
  }
  return { z: point.z, decrease: Math.max(0, -point.value), epochs };
};

/**
 * Solves on the support until no variable becomes zero on the way, each of which leaves it. One at a time, with epochs in
 * between that bring it back, was no way out of 30 variables in units from 1e-6 to 1e6.
 */
const solveOnward = (model: QuadraticModel, point: ModelPoint): ReturnType<typeof onSupport> => {
  let exact = onSupport(model, point.z, point.slopes);
  const most = point.z.length <= FEW ? point.z.length : 0;
  for (let left = most; exact !== null && !exact.whole && left > 0; left--) {
    const next = onSupport(model, exact.z, slopesAt(model, exact.z));
    if (next === null) break;
    exact = next;
  }
  return exact;
};

/**
 * What is missing to optimality, less what the last digits of z are in the slopes: of a variable in units of 1e5, whose
 * curvature is 1e13, they were 1e-9 beside a penalty of 1e-6.
 */
const violationAt = (model: QuadraticModel, z: Float64Array): number => {
  const { columns, from, H, penalty } = model;
  const n = z.length;
  const slopes = slopesAt(model, z);
  let most = 0;
  for (let i = 0; i < n; i++) {
    let size = 0;
    for (let k = 0; k < n; k++)
      size += Math.abs(H.data[i * n + k]) * (Math.abs(z[k]) + Math.abs(from[k]));
    const missing = Math.abs(penalty.violationAt(columns[i], z[i], slopes[i]));
    most = Math.max(most, missing - LAST_DIGIT * size);
  }
  return most;
};

const samePattern = (a: Float64Array, b: Float64Array): boolean => {
  for (let i = 0; i < a.length; i++) if ((a[i] === 0) !== (b[i] === 0)) return false;
  return true;
};

/** z, the slopes of the quadratic part there, and q(z). */
interface ModelPoint {
  readonly z: Float64Array;
  readonly slopes: Float64Array;
  readonly value: number;
}

const pointAt = (model: QuadraticModel, z: Float64Array, start: number): ModelPoint => {
  const slopes = slopesAt(model, z);
  return { z, slopes, value: modelValue(model, z, slopes, start) };
};

/** Each variable once, in place. */
const epoch = (
  { columns, H, penalty }: QuadraticModel,
  z: Float64Array,
  slopes: Float64Array,
): void => {
  const n = columns.length;
  for (let i = 0; i < n; i++) {
    const h = H.data[i * n + i];
    // Of a column of zeros only the penalty speaks.
    const alone = h === 0 && slopes[i] === 0;
    if (!(h > 0 || alone)) continue;
    // + 0 turns −0 into 0.
    const at = alone ? z[i] : z[i] - slopes[i] / h;
    const next = penalty.proxAt(columns[i], at, alone ? NO_CURVATURE : 1 / h) + 0;
    const change = next - z[i];
    if (change === 0) continue;
    z[i] = next;
    for (let k = 0; k < n; k++) slopes[k] += change * H.data[i * n + k];
  }
};

const penaltyOf = ({ columns, penalty }: QuadraticModel, z: Float64Array): number => {
  // P is a sum over variables: those outside the columns do not change.
  const all = new Float64Array(largestIndex(columns) + 1);
  columns.forEach((j, i) => {
    all[j] = z[i];
  });
  return penalty.value(all);
};

const largestIndex = (columns: Uint32Array): number =>
  columns.reduce((most, j) => Math.max(most, j), -1);

/** q(z) from the slopes g + H(z − x): the quadratic part is ½ (g + slopes)ᵀ(z − x). */
const modelValue = (
  model: QuadraticModel,
  z: Float64Array,
  slopes: Float64Array,
  start: number,
): number => {
  let sum = 0;
  for (let i = 0; i < z.length; i++) {
    sum += 0.5 * (model.gradient[i] + slopes[i]) * (z[i] - model.from[i]);
  }
  return sum + (penaltyOf(model, z) - start);
};

const slopesAt = ({ from, gradient, H }: QuadraticModel, z: Float64Array): Float64Array => {
  const n = z.length;
  const slopes = gradient.slice();
  for (let i = 0; i < n; i++) {
    const change = z[i] - from[i];
    if (change === 0) continue;
    for (let k = 0; k < n; k++) slopes[k] += change * H.data[i * n + k];
  }
  return slopes;
};

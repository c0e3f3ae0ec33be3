import { rangeError, typeError, unknownOptions } from '@betahat/linalg/check';
import type { Certificate } from '../method.ts';
import type { Solution } from '../stopping/solution.ts';
import { dot, firstNotFinite, largest, moved } from '../vector.ts';
import { factoredStep } from './factored-step.ts';

/** What a convex function is at a point. */
export interface ConvexPoint {
  readonly value: number;
  readonly gradient: Float64Array;
  /** n×n, row by row; the lower triangle is read. */
  readonly hessian: Float64Array;
}

export interface ConvexIterate extends ConvexPoint {
  readonly iteration: number;
  readonly x: Float64Array;
  readonly certificate: Certificate | null;
}

export interface ConvexOptions {
  /**
   * Relative gap at which to stop: certificate ≤ tolerance · |f(x)|. 0 means exactly maxIterations
   * steps, which then count as completed and not as a failure. Default 1e-10.
   */
  readonly tolerance?: number;
  /** Bound on the steps. Default 100. */
  readonly maxIterations?: number;
  /** Called after each step with the iterate it led to; returning false stops. */
  readonly onIteration?: (iterate: ConvexIterate) => unknown;
}

/** As of `minimize`, but for the state: nothing can go on from here. */
export type ConvexSolution = Omit<Solution, 'state' | 'error' | 'passes'>;

/** Sufficient decrease, and sufficient flattening where decreases are below rounding. */
const ARMIJO = 1e-4;
const FLATTER = 0.9;

/** A predicted decrease below this share of |f| may be invisible in sums of many terms. */
const INVISIBLE = 2 ** -36;

/** Halvings of a step before it is given up. */
const HALVINGS = 50;

/** Of the square root of the relative gap: half the squared decrement is exact to second order only. */
const HIGHER_ORDERS = 16;

/**
 * A step that leaves more than this share of the gap does not contract: f creeps as e^−t, and half the squared decrement
 * is half of the gap or less. Then it is raised so much, but where it is at the level of rounding.
 */
const CONTRACTS = 0.05;
const CREEPING = 8;
const ROUNDING = 2 ** -46;

/**
 * Newton's method for a small, strictly convex function that tells value, gradient and Hessian at once:
 *
 *     x ← x + t p,   H(x) p = −∇f(x),   t the first of 1, ½, ¼, … that lowers f enough
 *
 * (Boyd & Vandenberghe, Convex Optimization, algorithm 9.5). It converges from every start. What
 * `minimize` with `newton()` does for singular and indefinite Hessians and for objectives that answer
 * requests one by one is left out: this is an eighth of their size.
 *
 * @param f tells value, gradient and Hessian at a point, which it must not keep
 * @throws TypeError or RangeError for arguments that cannot be used; whatever f throws
 * @example
 * const parabola = (x) => ({
 *   value: (x[0] - 3) ** 2,
 *   gradient: Float64Array.of(2 * (x[0] - 3)),
 *   hessian: Float64Array.of(2),
 * });
 * minimizeConvex(parabola, [0]).x; // Float64Array [3]
 */
export const minimizeConvex = (
  f: (x: Float64Array) => ConvexPoint,
  x0: ArrayLike<number>,
  options: ConvexOptions = {},
): ConvexSolution => {
  unknownOptions('minimizeConvex', options, ['tolerance', 'maxIterations', 'onIteration']);
  const { tolerance = 1e-10, maxIterations = 100, onIteration } = options;
  if (!(tolerance >= 0 && tolerance < Number.POSITIVE_INFINITY)) {
    throw rangeError('minimizeConvex', 'tolerance', 'a non-negative finite number', tolerance);
  }
  if (!(Number.isSafeInteger(maxIterations) && maxIterations >= 0)) {
    throw rangeError('minimizeConvex', 'maxIterations', 'a non-negative integer', maxIterations);
  }
  let evaluations = 0;
  const at = (x: Float64Array, iteration: number, before = Number.POSITIVE_INFINITY) => {
    evaluations += 1;
    const point = f(x);
    const { value, gradient, hessian } = point;
    const n = x.length;
    if (gradient?.length !== n || hessian?.length !== n * n) {
      const expected = `{ value, gradient, hessian } of ${n} and ${n * n} numbers`;
      throw typeError('minimizeConvex', 'what f returns', expected, point);
    }
    const sound = Number.isFinite(value) && firstNotFinite(gradient) < 0;
    const newton = sound ? factoredStep(gradient, hessian) : null;
    const gap = newton?.decrement ?? Number.POSITIVE_INFINITY;
    const share = Math.min(1, gap / scaleOf(value));
    const creeps = gap > CONTRACTS * before && share > ROUNDING;
    const certificate: Certificate | null = newton && {
      kind: 'newtonDecrement',
      value: gap * (creeps ? CREEPING : 1) * (1 + HIGHER_ORDERS * Math.sqrt(share)),
    };
    return {
      iteration,
      x,
      value,
      gradient,
      hessian,
      sound,
      step: newton?.step,
      gap,
      certificate,
    };
  };
  let now = at(Float64Array.from(x0), 0);
  const end = (status: Solution['status'], message: string): ConvexSolution => {
    const { x, value, gradient, certificate, iteration } = now;
    const gradientNorm = largest(gradient);
    const converged = status === 'converged';
    const counts = { iterations: iteration, evaluations };
    return { x, value, gradient, gradientNorm, certificate, ...counts, status, message, converged };
  };
  for (;;) {
    const { iteration, x, value, gradient, sound, step, gap, certificate } = now;
    if (!sound) return end('notFinite', 'Value or gradient at the start is not finite.');
    const bound = tolerance * scaleOf(value);
    if (certificate !== null && tolerance > 0 && certificate.value <= bound) {
      const reached = (certificate.value / scaleOf(value)).toPrecision(3);
      return end('converged', `Relative gap ${reached} is within tolerance ${tolerance}.`);
    }
    if (iteration === maxIterations) {
      return tolerance === 0
        ? end('completed', `All ${iteration} steps are made.`)
        : end(
            'iterationLimit',
            `The tolerance is not met after ${iteration} steps. Raise maxIterations.`,
          );
    }
    if (step === undefined) {
      return end(
        'stalled',
        'The Hessian is singular in floating point. Scale the variables to comparable size, or raise the penalty.',
      );
    }
    const isInvisible = gap <= INVISIBLE * Math.abs(value);
    let next = now;
    for (let t = 1, halvings = 0; halvings < HALVINGS; t /= 2, halvings++) {
      const trial = at(moved(x, t, step), iteration + 1, gap);
      const flat =
        isInvisible && Math.abs(dot(trial.gradient, step)) <= FLATTER * -dot(gradient, step);
      if (trial.sound && (flat || trial.value - value <= -ARMIJO * t * 2 * gap)) {
        next = trial;
        break;
      }
    }
    if (next === now && tolerance > 0) {
      return end(
        'stalled',
        'Floating point shows no further decrease. Loosen tolerance, or scale the variables to comparable size.',
      );
    }
    if (next === now) next = { ...now, iteration: iteration + 1 };
    now = next;
    if (onIteration?.(now) === false) return end('stopped', 'onIteration returned false.');
  }
};

/** What a gap is measured against. */
const scaleOf = (value: number): number => Math.max(Math.abs(value), 1e-300);

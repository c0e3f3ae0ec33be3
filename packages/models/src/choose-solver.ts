import { type Method, newton, newtonCG, proximalNewton, sampledMetric } from '@betahat/optimizers';
import type { LinearAsk } from './objective/linear-objective.ts';
import { dimensionOf, type LinearProblem, pairsOf, TALL } from './objective/problem.ts';

/** Any method of @betahat/optimizers that asks no more than a linear model answers. */
// biome-ignore lint/suspicious/noExplicitAny: each method has a state of its own, which only it reads
export type Solver = Method<any, LinearAsk | 'penalty'>;

export interface ChosenSolver {
  readonly method: Solver;
  readonly reason: string;
  /** Goes on where the method made no further way; null for a method that the caller passed. */
  readonly fallback: Solver | null;
  /** Steps after which the fallback takes over; absent where the method's own bound is to hold. */
  readonly patience?: number;
}

/**
 * Multiply-adds of a Hessian and its factor up to which nothing is faster. Binary at 10⁻⁶: 2000×50 takes 3.1
 * ms by Newton and 3.2 by the sampled metric, 20 000×20 8 and 3.3, 100 000×20 51 and 14. Softmax at 10⁻⁴:
 * 500×10×3 (1.6e5) 0.8 and 0.8, 2000×20×4 (4e6) 6.8 and 2.1, 20 000×20×3 (2.4e7) 40 and 8.5.
 */
const CHEAP = { binary: 3e6, softmax: 1e6 } as const;

/** Multiply-adds from which a Hessian costs more than the steps that do without one: 300×10 0.092 ms and 0.078. */
const DEAR = 1e4;

/**
 * Most such steps on each, where there is a penalty: 2000×50 takes 1.5 ms without and 0.93 with them, the table of 569 × 30
 * 0.51 and 0.34, and 2 or 4 no less. Without a penalty each step is to tell a minimum from none.
 */
const UPDATES = 3;

/** The same, that are worth a certificate that needs no estimate: below a second. */
const AFFORDABLE = 1e9;

/**
 * Steps of the sampled metric before Newton takes over: the price of one to three Newton steps. Digits
 * takes 49 (38 ms where Newton took 290), ill-conditioned ones that need 250 and more are Newton's.
 */
const PATIENCE = 120;

/**
 * Steps of Newton-CG before a Hessian is formed. Where columns are of like units it takes 5 to 15, 100×300 with 5 classes
 * 6 ms where Newton takes 540; where it takes more (scales 1e-6 to 1e6), twenty steps are a tenth of Newton's.
 */
const EASY = 20;

/** Rows per column from which L-BFGS begins, and the Hessian of all rows comes when it is not done soon. */
const NOT_WIDE = 2;

/**
 * Entries from which few reads matter more than cheap steps: 12 000×1000 takes 254 ms by Newton-CG and 436 by
 * L-BFGS, 5000×500 84 and 65.
 */
const LARGE = 1e7;

/** Largest Hessian that is formed: 2000² doubles are 32 MB. */
const LARGEST_HESSIAN = 2000;

/**
 * - Small: Newton with a factored Hessian. Its certificate is exact, and it does not mind columns in
 *   any units. With few rows to a column, and a penalty, it begins where Newton-CG has not ended soon.
 * - Tall: L-BFGS in the metric of a sample's Hessian, which reads the data a handful of times. With fewer
 *   rows to a column L-BFGS, in the metric of the whole Hessian once that has paid, or on large data
 *   Newton-CG, scaled by a sample's once that has.
 * - Otherwise (wide, sparse with many columns): Newton-CG, which needs no matrix.
 *
 * The choice depends on the shape only, so that equal problems take equal paths on every machine.
 */
export const chooseSolver = (problem: LinearProblem, seed: number): ChosenSolver => {
  const { X, outputs } = problem;
  const d = dimensionOf(problem);
  if (problem.l1 > 0) {
    const reason = 'an L1 penalty: coordinate descent on the columns at work';
    return { method: proximalNewton(), reason, fallback: null };
  }
  const entries = X.kind === 'dense' ? X.rows * X.cols : X.values.length;
  const pairs = pairsOf(outputs);
  const formed = d <= LARGEST_HESSIAN;
  const hessian = formed
    ? (pairs * entries * (entries / X.rows)) / 2 + d ** 3 / 6
    : Number.POSITIVE_INFINITY;
  const perColumn = X.rows / (X.cols + 1);
  // With several outputs the metric is a product form, which costs a share of the whole Hessian.
  const cheap = outputs === 1 ? CHEAP.binary : CHEAP.softmax;
  const isSmall = hessian <= AFFORDABLE && perColumn < (outputs === 1 ? NOT_WIDE : TALL);
  if (hessian <= cheap || (isSmall && problem.l2 === 0)) {
    const reason = `${d} parameters: the Hessian is formed and factored`;
    const method = newton({ updates: problem.l2 > 0 && hessian > DEAR ? UPDATES : 0 });
    return { method, reason, fallback: null };
  }
  const shape = `${X.rows} rows of ${X.cols} columns`;
  if (isSmall) {
    const reason = `${shape}: products with the Hessian, which is formed where many are needed`;
    return { method: newtonCG(), reason, fallback: newton(), patience: EASY };
  }
  if (perColumn >= TALL) {
    const reason = `${shape}: the Hessian of a sample of the rows is the metric`;
    const then = formed ? { fallback: newton(), patience: PATIENCE } : { fallback: newtonCG() };
    return { method: sampledMetric({ seed }), reason, ...then };
  }
  if (formed && outputs === 1 && perColumn >= NOT_WIDE) {
    const then = { fallback: newton(), patience: PATIENCE };
    if (entries >= LARGE) {
      const reason = `${shape}: products with the Hessian, scaled by that of a sample where many are needed`;
      return { method: newtonCG({ preconditioner: 'sampled', seed }), reason, ...then };
    }
    const reason = `${shape}: quasi-Newton steps, in the metric of the Hessian where many are needed`;
    return { method: sampledMetric({ seed }), reason, ...then };
  }
  const reason = `${shape}: products with the Hessian, no matrix`;
  return { method: newtonCG(), reason, fallback: formed ? newton() : null };
};

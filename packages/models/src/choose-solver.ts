import { type Method, newton, newtonCG } from '@betahat/optimizers';
import type { LinearAsk } from './objective/linear-objective.ts';
import { dimensionOf, type LinearProblem } from './objective/problem.ts';

/** Any method of @betahat/optimizers that asks no more than a linear model answers. */
// biome-ignore lint/suspicious/noExplicitAny: each method has a state of its own, which only it reads
export type LinearMethod = Method<any, LinearAsk>;

export interface ChosenSolver {
  readonly method: LinearMethod;
  readonly reason: string;
}

/** Largest Hessian that is formed: 2000² doubles are 32 MB. */
const LARGEST_HESSIAN = 2000;

/** Multiply-adds that forming and factoring one Hessian may take whatever else would cost: a second. */
const AFFORDABLE = 1e9;

/** Products with the Hessian that Newton-CG needs for one step, typically. */
const TYPICAL_PRODUCTS = 25;

/**
 * Newton with a factored Hessian where that is affordable, or costs no more than the Hessian
 * products of a conjugate-gradient solve: its certificate is exact, and it does not mind columns in
 * any units. Newton-CG, which needs no matrix, elsewhere. The choice depends on the shape only, so
 * that equal problems take equal paths on every machine.
 */
export const chooseSolver = (problem: LinearProblem): ChosenSolver => {
  const { X, outputs } = problem;
  const d = dimensionOf(problem);
  const entries = X.kind === 'dense' ? X.rows * X.cols : X.values.length;
  const perRow = entries / X.rows;
  const pairs = (outputs * (outputs + 1)) / 2;
  const matrix = (pairs * entries * perRow) / 2 + d ** 3 / 6;
  const products = TYPICAL_PRODUCTS * 2 * entries * outputs;
  if (d <= LARGEST_HESSIAN && matrix <= Math.max(AFFORDABLE, products)) {
    return { method: newton(), reason: `${d} parameters: the Hessian is formed and factored` };
  }
  return {
    method: newtonCG(),
    reason: `${d} parameters: products with the Hessian cost less than forming it`,
  };
};

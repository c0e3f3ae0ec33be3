import { dimensionOf, type LinearProblem, pairsOf } from './objective/problem.ts';

/**
 * Work, in multiply-adds, from which a fit goes to a worker. One starts in 40 ms and compiles its code
 * anew, so that a fit there takes a tenth of a second more (an answer 0.05 ms). Below this, a fit is
 * over in that time, and holds the thread for no more than 16 ms at once (100 000×20). The size alone
 * decides, so that equal fits take equal paths.
 */
const WORTH = 1e8;

/** Reads of the data in a fit, and Hessians in one by Newton's method, of which each costs a fifth. */
const READS = 20;
const HESSIANS = 0.6;

/** Largest Hessian that a fit forms. */
const LARGEST_HESSIAN = 2000;

/** The same from which a worker has the data read by all threads: each takes as long to start. */
const WORTH_THREADS = 20 * WORTH;

/** Whether a fit is large enough to be worth a worker. */
export const isWorthAWorker = (problem: LinearProblem): boolean => workOf(problem) >= WORTH;

/** Whether it is worth a worker for each of the machine's threads. */
export const isWorthThreads = (problem: LinearProblem): boolean => workOf(problem) >= WORTH_THREADS;

const workOf = (problem: LinearProblem): number => {
  const { X, outputs } = problem;
  const entries = X.kind === 'dense' ? X.rows * X.cols : X.values.length;
  const read = entries * outputs;
  const isFormed = dimensionOf(problem) <= LARGEST_HESSIAN;
  const pairs = pairsOf(outputs);
  const hessian = isFormed ? (pairs * entries * (entries / X.rows)) / 2 : 0;
  return READS * read + HESSIANS * hessian;
};

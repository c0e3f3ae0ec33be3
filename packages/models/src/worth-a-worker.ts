import { dimensionOf, type LinearProblem, pairsOf } from './objective/problem.ts';

/**
 * Work, in multiply-adds, from which a fit goes to a worker. One starts in 40 ms and compiles its code
 * anew, so that a fit there takes a tenth of a second more (an answer 0.05 ms). Below this, a fit is
 * over in that time, and holds the thread for no more than 16 ms at once (100 000×20). The size alone
 * decides, so that equal fits take equal paths.
 */
const WORTH = 1e8;

/** Reads of the data in a fit, more where no Hessian can be formed, and Hessians, of which each costs a fifth. */
const READS = { formed: 20, wide: 60 };
const HESSIANS = 0.6;

/** Largest Hessian that a fit forms. */
const LARGEST_HESSIAN = 2000;

/**
 * The same from which a worker has the data read by all threads: each takes as long to start. Begun before, two take 74 ms
 * on 1 000 000×20 where one takes 160 (copying included), on wide 2000×10 000 384 and 608; on another machine
 * four take 142 and 503, sixteen 130 and 506, one 298 and 1111.
 */
const WORTH_THREADS = 5 * WORTH;

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
  return (isFormed ? READS.formed : READS.wide) * read + HESSIANS * hessian;
};

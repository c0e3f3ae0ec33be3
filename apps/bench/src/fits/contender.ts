import type { Fit, Problem } from './problem.ts';

/** A fit and what it took, as measured where it ran. */
export interface Timed {
  /** Milliseconds; of one fit, where several were made. */
  readonly ms: number;
  /** One for each penalty of the problem. */
  readonly fits: readonly Fit[];
  /** Reads of the data, where the contender counts them. */
  readonly passes?: number | undefined;
}

/** A contender that has the data of a problem. */
export interface Running {
  /** `tolerance` is the contender's own. Rejects with a Cut when `limit` milliseconds are over. */
  readonly fit: (tolerance: number, repeats: number, limit: number) => Promise<Timed>;
  /** Peak resident memory in MB and what the program took before its first fit, where it knows. */
  readonly memory?: () => Promise<{ readonly before: number; readonly peak: number }>;
  readonly close: () => void;
}

/** What a contender is called from; `ours` is one alone. */
export type Language = 'ours' | 'JavaScript' | 'Python' | 'R';

/** One way of fitting; the loosest tolerance that reaches the common gap is searched. */
export interface Contender {
  readonly name: string;
  readonly language: Language;
  /** What it minimises instead, or what its tolerance means, where a reader must know. */
  readonly note?: string | undefined;
  readonly threads: number;
  /** Tolerances, the loosest first. */
  readonly ladder: readonly number[];
  /** It penalises the intercept, as LIBLINEAR does: judged by the optimum of that objective. */
  readonly penalisesIntercept?: boolean | undefined;
  readonly open: (problem: Problem) => Promise<Running>;
}

/** 10^−from … 10^−to; `half`: and what lies between. */
export const ladder = (from: number, to: number, half = false): number[] => {
  const steps = (to - from) * (half ? 2 : 1);
  return Array.from({ length: steps + 1 }, (_, k) => 10 ** -(from + k / (half ? 2 : 1)));
};

import { objective } from './objective.ts';
import type { Contender, Fit, Problem } from './problem.ts';

/** Every contender is timed to this relative distance from the optimum. */
export const GAP = 1e-6;

const TOLERANCES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((k) => 10 ** -k);
const ROUNDS = 7;
const SHORTEST_SAMPLE_MS = 5;
const LONGEST_WORKLOAD_MS = 60_000;

export interface Timing {
  readonly contender: string;
  /** The loosest tolerance of the contender that reaches the gap; null if none does. */
  readonly tolerance: number | null;
  /** (J − J*) / J*, by the one objective of this instrument. */
  readonly gap: number;
  /** Milliseconds per fit, one number per round, sorted. */
  readonly rounds: readonly number[];
}

export interface Result {
  readonly workload: string;
  readonly rows: number;
  readonly cols: number;
  readonly classes: number;
  readonly l2: number;
  readonly optimum: number;
  readonly timings: readonly Timing[];
}

export const median = (sorted: readonly number[]): number => {
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
};

const clock = (work: () => Fit): number => {
  const begin = performance.now();
  work();
  return performance.now() - begin;
};

/** Mean milliseconds of `repeats` fits in a row: one fit can be shorter than the clock is fine. */
const sample = (work: () => Fit, repeats: number): number => {
  const begin = performance.now();
  for (let i = 0; i < repeats; i++) work();
  return (performance.now() - begin) / repeats;
};

/** The loosest tolerance at which the contender is within the gap of `optimum`. */
const loosest = (contender: Contender, problem: Problem, optimum: number) => {
  let gap = Number.POSITIVE_INFINITY;
  for (const tolerance of TOLERANCES) {
    gap = (objective(problem, contender.fit(problem, tolerance)) - optimum) / optimum;
    if (gap <= GAP) return { tolerance, gap };
  }
  return { tolerance: null, gap };
};

/**
 * Contenders take turns within each round, so that a slow moment of the machine hits all of them.
 * The optimum is the smallest objective that any of them reaches at its tightest.
 */
export const measure = (problem: Problem, contenders: readonly Contender[]): Result => {
  const tightest = contenders.map(({ fit }) => objective(problem, fit(problem, 1e-13)));
  const optimum = Math.min(...tightest);
  const entries = contenders.map((contender) => {
    const found = loosest(contender, problem, optimum);
    const work = () => contender.fit(problem, found.tolerance ?? TOLERANCES.at(-1)!);
    const once = clock(work);
    return { contender, ...found, work, once, rounds: [] as number[] };
  });
  const cost = entries.reduce((sum, { once }) => sum + Math.max(once, SHORTEST_SAMPLE_MS), 0);
  const rounds = Math.max(3, Math.min(ROUNDS, Math.floor(LONGEST_WORKLOAD_MS / cost)));
  for (let round = 0; round < rounds; round++)
    for (const { work, once, rounds: taken } of entries)
      taken.push(sample(work, Math.max(1, Math.ceil(SHORTEST_SAMPLE_MS / once))));
  return {
    workload: problem.name,
    rows: problem.X.rows,
    cols: problem.X.cols,
    classes: problem.classes,
    l2: problem.l2,
    optimum,
    timings: entries.map(({ contender, tolerance, gap, rounds: taken }) => ({
      contender: contender.name,
      tolerance,
      gap,
      rounds: taken.sort((a, c) => a - c),
    })),
  };
};

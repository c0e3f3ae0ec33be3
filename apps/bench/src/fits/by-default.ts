import { fitOurs } from './contenders/betahat.ts';
import { gapOf } from './measure.ts';
import type { Optimum } from './optimum.ts';
import type { Problem } from './problem.ts';

/** What a user gets who sets no option but the penalty. */
export interface ByDefault {
  /** The solver that was chosen; of a path, by its last fit. */
  readonly solver: string;
  /** Whether the report of every fit says so. */
  readonly converged: boolean;
  /** The largest relative distance from the optimum over the penalties. */
  readonly gap: number;
  /** The largest certificate, relative: what the fits themselves say of that distance. */
  readonly certificate: number;
  readonly seconds: number;
}

/** Fits a problem at default options. */
export const fitByDefault = (problem: Problem, optimum: Optimum): ByDefault => {
  const begin = performance.now();
  const found = fitOurs(problem);
  const seconds = (performance.now() - begin) / 1000;
  const { solver, converged, certainty } = found;
  return {
    solver,
    converged,
    gap: gapOf(problem, found, optimum),
    certificate: certainty,
    seconds,
  };
};

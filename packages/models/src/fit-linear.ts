import {
  type Iterate,
  type MinimizeOptions,
  minimize,
  minimizeAsync,
  type Solution,
} from '@betahat/optimizers';
import { type ChosenSolver, chooseSolver } from './choose-solver.ts';
import { minimumNorm } from './minimum-norm.ts';
import { type LinearObjective, linearObjective } from './objective/linear-objective.ts';
import { dimensionOf, type LinearProblem } from './objective/problem.ts';
import type { CheckedOptions } from './options.ts';
import { type FitReport, relativeCertificate } from './report.ts';

/** Where a fit ended: the parameter vector [W row by row, intercepts] and how it got there. */
export interface LinearFit {
  readonly parameters: Float64Array;
  readonly report: FitReport;
  readonly solution: Solution;
}

interface Prepared {
  readonly objective: LinearObjective;
  readonly chosen: ChosenSolver;
  readonly settings: MinimizeOptions;
  readonly start: Float64Array;
  readonly startedAt: number;
}

const prepare = (
  problem: LinearProblem,
  options: CheckedOptions,
  initial: Float64Array | null,
): Prepared => {
  const { solver, tolerance, maxIterations, onIteration, signal } = options;
  const chosen: ChosenSolver =
    solver === 'auto' ? chooseSolver(problem) : { method: solver, reason: 'passed as an option' };
  return {
    objective: linearObjective(problem),
    chosen,
    settings: {
      tolerance,
      ...(maxIterations === undefined ? {} : { maxIterations }),
      ...(signal === undefined ? {} : { signal }),
      ...(onIteration === undefined
        ? {}
        : { onIteration: (iterate: Iterate) => onIteration(progressOf(iterate)) }),
    },
    start: initial ?? new Float64Array(dimensionOf(problem)),
    startedAt: performance.now(),
  };
};

const progressOf = ({ iteration, value, gradient, certificate }: Iterate) => ({
  iteration,
  objective: value,
  gradientNorm: largest(gradient),
  certificate: relativeCertificate(certificate, value),
});

const largest = (values: Float64Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

const finish = (problem: LinearProblem, prepared: Prepared, solution: Solution): LinearFit => ({
  parameters:
    problem.l2 === 0 && solution.converged ? minimumNorm(problem, solution.x) : solution.x,
  solution,
  report: Object.freeze({
    converged: solution.converged,
    status: solution.status,
    message: solution.message,
    solver: prepared.chosen.method.name,
    reason: prepared.chosen.reason,
    iterations: solution.iterations,
    passes: prepared.objective.passes(),
    objective: solution.value,
    certificate: relativeCertificate(solution.certificate, solution.value),
    gradientNorm: solution.gradientNorm,
    seconds: (performance.now() - prepared.startedAt) / 1000,
    threads: 1,
  }),
});

/** Minimises the objective of a linear problem on the caller's thread. */
export const fitLinear = (
  problem: LinearProblem,
  options: CheckedOptions,
  initial: Float64Array | null,
): LinearFit => {
  const prepared = prepare(problem, options, initial);
  const { objective, chosen, start, settings } = prepared;
  return finish(problem, prepared, minimize(objective, chosen.method, start, settings));
};

/** The same, giving the caller's thread back between requests. */
export const fitLinearAsync = async (
  problem: LinearProblem,
  options: CheckedOptions,
  initial: Float64Array | null,
): Promise<LinearFit> => {
  const prepared = prepare(problem, options, initial);
  const { objective, chosen, start, settings } = prepared;
  return finish(problem, prepared, await minimizeAsync(objective, chosen.method, start, settings));
};

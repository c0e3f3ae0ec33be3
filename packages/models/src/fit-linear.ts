import {
  type Iterate,
  type MinimizeOptions,
  minimize,
  minimizeAsync,
  type Solution,
} from '@betahat/optimizers';
import { type ChosenSolver, chooseSolver, type Solver } from './choose-solver.ts';
import { minimumNorm } from './minimum-norm.ts';
import { type CompositeObjective, compositeObjective } from './objective/composite-objective.ts';
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

/** One call of a driver. */
interface Run {
  readonly objective: LinearObjective | CompositeObjective;
  readonly method: Solver;
  readonly from: Float64Array;
  readonly settings: MinimizeOptions;
}

/** Ends at which another method may still find its way. */
const STUCK: ReadonlySet<Solution['status']> = new Set([
  'iterationLimit',
  'stalled',
  'lineSearchFailed',
]);

/**
 * The fit as a sequence of runs of a driver, which the two functions below carry out, one at once
 * and one awaiting: the chosen method, and where that is stuck the fallback from there.
 */
function* fitting(
  problem: LinearProblem,
  options: CheckedOptions,
  initial: Float64Array | null,
): Generator<Run, LinearFit, Solution> {
  const startedAt = performance.now();
  const { solver, seed, maxIterations } = options;
  const chosen: ChosenSolver =
    solver === 'auto'
      ? chooseSolver(problem, seed)
      : { method: solver, reason: 'passed as an option', fallback: null };
  // A method says by what it asks whether it takes the penalty apart from the smooth rest. With l1 > 0
  // and one that does not, the driver's error names the method and what it would need.
  const composite = problem.l1 > 0 || (chosen.method.asks as readonly string[]).includes('penalty');
  const objective = composite ? compositeObjective(problem) : linearObjective(problem);
  const from = initial ?? new Float64Array(dimensionOf(problem));
  const { fallback, patience } = chosen;
  const settings = settingsOf({ ...options, maxIterations: maxIterations ?? patience }, 0);
  const first = yield { objective, method: chosen.method, from, settings };
  const stuck = fallback !== null && maxIterations === undefined && STUCK.has(first.status);
  const last = stuck
    ? yield {
        ...{ objective, method: fallback, from: first.x },
        settings: settingsOf(options, first.iterations),
      }
    : first;
  const report: FitReport = Object.freeze({
    converged: last.converged,
    status: last.status,
    message: last.message,
    solver: stuck ? `${chosen.method.name}, then ${fallback.name}` : chosen.method.name,
    reason: chosen.reason,
    iterations: stuck ? first.iterations + last.iterations : last.iterations,
    passes: objective.passes(),
    objective: last.value,
    certificate: relativeCertificate(last.certificate, last.value),
    gradientNorm: last.gradientNorm,
    seconds: (performance.now() - startedAt) / 1000,
    threads: 1,
  });
  const unique = problem.l1 + problem.l2 > 0 || !last.converged;
  return { parameters: unique ? last.x : minimumNorm(problem, last.x), report, solution: last };
}

const settingsOf = (options: CheckedOptions, done: number): MinimizeOptions => {
  const { tolerance, maxIterations, signal, onIteration } = options;
  return {
    tolerance,
    ...(maxIterations === undefined ? {} : { maxIterations }),
    ...(signal === undefined ? {} : { signal }),
    ...(onIteration === undefined
      ? {}
      : { onIteration: (iterate: Iterate) => onIteration(progressOf(iterate, done)) }),
  };
};

const progressOf = ({ iteration, value, gradient, certificate }: Iterate, done: number) => ({
  iteration: done + iteration,
  objective: value,
  gradientNorm: gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0),
  certificate: relativeCertificate(certificate, value),
});

/** Minimises the objective of a linear problem on the caller's thread. */
export const fitLinear = (
  problem: LinearProblem,
  options: CheckedOptions,
  initial: Float64Array | null,
): LinearFit => {
  const runs = fitting(problem, options, initial);
  let turn = runs.next();
  while (turn.done !== true) {
    const { objective, method, from, settings } = turn.value;
    turn = runs.next(minimize(objective as CompositeObjective, method, from, settings));
  }
  return turn.value;
};

/** The same, giving the caller's thread back between requests. */
export const fitLinearAsync = async (
  problem: LinearProblem,
  options: CheckedOptions,
  initial: Float64Array | null,
): Promise<LinearFit> => {
  const runs = fitting(problem, options, initial);
  let turn = runs.next();
  while (turn.done !== true) {
    const { objective, method, from, settings } = turn.value;
    turn = runs.next(await minimizeAsync(objective as CompositeObjective, method, from, settings));
  }
  return turn.value;
};

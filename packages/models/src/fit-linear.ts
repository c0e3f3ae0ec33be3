import { inKernelMemory, type Matrix, type ScratchAllocate, withScratch } from '@betahat/linalg';
import { type Iterate, type MinimizeOptions, minimize, type Solution } from '@betahat/optimizers';
import { type ChosenSolver, chooseSolver, type Solver } from './choose-solver.ts';
import { minimumNorm } from './minimum-norm.ts';
import { type CompositeObjective, compositeObjective } from './objective/composite-objective.ts';
import type { Kept } from './objective/kept.ts';
import { type LinearObjective, linearObjective } from './objective/linear-objective.ts';
import { dimensionOf, overCopy } from './objective/problem.ts';
import type { CheckedOptions } from './options.ts';
import { type FitReport, relativeCertificate } from './report.ts';
import { type Separation, separationOf } from './separation/separation-of.ts';
import type { FitTask } from './settle.ts';
import { withoutDrift } from './shared-part.ts';

/** Where a fit ended: the parameter vector [W row by row, intercepts] and how it got there. */
export interface LinearFit {
  readonly parameters: Float64Array;
  readonly report: FitReport;
  readonly solution: Solution;
  /** Why there is no minimum, where that is so. */
  readonly separation: Separation | null;
}

/** One call of a driver. */
export interface Run<Asked> {
  readonly objective: Asked;
  readonly method: Solver;
  readonly from: Float64Array | Iterate;
  readonly settings: MinimizeOptions;
}

/** Where the runs ended. */
export interface Ended {
  readonly report: FitReport;
  readonly solution: Solution;
  /** Whether there may be other minima than this one. */
  readonly isUnique: boolean;
}

/** Ends at which another method may still find its way. */
const STUCK: ReadonlySet<Solution['status']> = new Set([
  'iterationLimit',
  'stalled',
  'lineSearchFailed',
]);

/**
 * The fit as a sequence of runs of a driver, which the caller carries out, at once or awaiting: the
 * chosen method, and where that is stuck the fallback from there.
 *
 * @param objectiveOf makes what is asked, with the L1 penalty apart from the smooth rest or without one
 */
export function* fitting<Asked extends { readonly passes: () => number }>(
  { problem, options, start }: FitTask,
  objectiveOf: (composite: boolean) => Asked,
  state: Iterate | null = null,
): Generator<Run<Asked>, Ended, Solution> {
  const startedAt = performance.now();
  const { solver, seed, maxIterations } = options;
  const chosen: ChosenSolver =
    solver === 'auto'
      ? chooseSolver(problem, seed)
      : { method: solver, reason: 'passed as an option', fallback: null };
  // A method says by what it asks whether it takes the penalty apart from the smooth rest. With l1 > 0
  // and one that does not, the driver's error names the method and what it would need.
  const composite = problem.l1 > 0 || (chosen.method.asks as readonly string[]).includes('penalty');
  const objective = objectiveOf(composite);
  const from = state ?? start ?? new Float64Array(dimensionOf(problem));
  const { fallback, patience } = chosen;
  const settings = settingsOf({ ...options, maxIterations: maxIterations ?? patience }, 0);
  const first = yield { objective, method: chosen.method, from, settings };
  const stuck = fallback !== null && maxIterations === undefined && STUCK.has(first.status);
  const ended = stuck
    ? yield {
        ...{ objective, method: fallback, from: first.x },
        settings: settingsOf(options, first.iterations),
      }
    : first;
  const last = withoutDrift(problem, ended);
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
  const isUnique = problem.l1 + problem.l2 > 0 || !last.converged;
  return { report, solution: last, isUnique };
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

/**
 * Minimises the objective of a linear problem on the caller's thread.
 *
 * @param keep the last gradient of a fit of these data under another penalty
 * @param state to begin with in place of the task's start, of the method that the task chooses
 */
export const fitLinear = (task: FitTask, keep?: Kept, state: Iterate | null = null): LinearFit =>
  withScratch((scratch) =>
    inKernelMemory(task.problem.X, (X) => fitOver(X, scratch, task, keep, state)),
  );

const fitOver = (
  X: Matrix,
  scratch: ScratchAllocate,
  task: FitTask,
  keep: Kept | undefined,
  state: Iterate | null,
): LinearFit => {
  const problem = { ...overCopy(task.problem, X), scratch };
  const runs = fitting(
    { ...task, problem },
    (composite): LinearObjective | CompositeObjective =>
      composite ? compositeObjective(problem, undefined, keep) : linearObjective(problem),
    state,
  );
  let turn = runs.next();
  while (turn.done !== true) {
    const { objective, method, from, settings } = turn.value;
    const solution = minimize(objective as CompositeObjective, method, from, settings);
    if (solution.status === 'threw') throw solution.error;
    turn = runs.next(solution);
  }
  // Methods that go by few rows at a time may never have met some.
  if (problem.unchecked?.isChecked === false) problem.unchecked.check();
  if (task.problem.unchecked !== undefined) task.problem.unchecked.isChecked = true;
  return finished({ ...task, problem }, turn.value);
};

/** What is left to do with the data when the runs are over. */
export const finished = (
  { problem }: FitTask,
  { report, solution, isUnique }: Ended,
): LinearFit => ({
  parameters: isUnique ? solution.x : minimumNorm(problem, solution.x),
  report,
  solution,
  separation: separationOf(problem, solution),
});

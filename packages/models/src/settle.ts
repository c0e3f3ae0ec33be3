import { ConvergenceError, SeparationError } from './errors.ts';
import type { LinearFit } from './fit-linear.ts';
import type { LinearProblem } from './objective/problem.ts';
import type { CheckedOptions } from './options.ts';
import type { FitReport } from './report.ts';

/** A fit with its arguments checked, ready to be solved. */
export interface FitTask {
  /** The function the caller called, for messages. */
  readonly where: string;
  readonly problem: LinearProblem;
  readonly options: CheckedOptions;
  /** Parameters to start from; null for zeros. */
  readonly start: Float64Array | null;
  /** X is a copy that was made for this fit: nobody else needs it. */
  readonly ownsX: boolean;
}

/**
 * The model of a fit that came to its end, or the error that says why it did not: there is no
 * minimum, or the tolerance was not reached. After an abort the signal's reason is the error's cause.
 */
export const settle = <Model extends { readonly report: FitReport }>(
  task: FitTask,
  fit: LinearFit,
  model: Model,
): Model => {
  const { where, options } = task;
  if (fit.solution.status === 'threw') throw fit.solution.error;
  if (fit.separation !== null) {
    throw new SeparationError(where, fit.separation.kind, fit.separation.columns);
  }
  if (fit.report.converged || fit.report.status === 'completed') return model;
  if (options.onUnconverged === 'return') return model;
  throw new ConvergenceError(where, model, options.signal?.reason);
};

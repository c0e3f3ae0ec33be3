/**
 * Why a run ended, as data.
 *
 * - converged: a tolerance is met
 * - completed: tolerance 0, and all maxIterations steps are made
 * - iterationLimit, evaluationLimit, timeLimit: a bound was reached first
 * - stopped: onIteration returned false; aborted: the signal said so
 * - stalled: floating point shows no further decrease, yet the tolerance is not met
 * - unbounded: the value has reached its infimum while the iterates still run off: no minimum
 * - notFinite: the objective answered NaN or an infinity, or the start holds one
 * - lineSearchFailed: no acceptable point along the direction
 * - threw: the objective threw
 */
export type Status =
  | 'converged'
  | 'completed'
  | 'iterationLimit'
  | 'evaluationLimit'
  | 'timeLimit'
  | 'stopped'
  | 'aborted'
  | 'stalled'
  | 'unbounded'
  | 'notFinite'
  | 'lineSearchFailed'
  | 'threw';

const ADVICE: Readonly<Record<Status, string>> = {
  converged: '',
  completed: '',
  iterationLimit:
    'Raise maxIterations, start nearer, or use a method that takes curvature into account.',
  evaluationLimit: 'Raise maxEvaluations.',
  timeLimit: 'Raise maxSeconds; state holds all that is needed to go on from here.',
  stopped: '',
  aborted: 'state holds all that is needed to go on from here.',
  stalled:
    'Loosen tolerance, scale the variables to comparable size, or compute the value more exactly.',
  unbounded:
    'The function has no minimum (separable data without a penalty, for example): add a penalty.',
  notFinite:
    'Look for NaN or infinite entries in data and start, overflow in the objective, or too large a step.',
  lineSearchFailed:
    'Check the gradient against differences of the value: the direction promised a descent that the value does not show.',
  threw: 'The error is in `error`; x is the last point that was reached before it.',
};

/** What happened, then what can be done about it. */
export const explain = (status: Status, what: string): string =>
  ADVICE[status] === '' ? `${what}.` : `${what}. ${ADVICE[status]}`;

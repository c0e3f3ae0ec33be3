import { allocate, engineOf, type Matrix } from '@betahat/linalg';
import { rangeError, typeError, unknownOptions } from '@betahat/linalg/check';
import { type ProximalNewtonState, underOther } from '@betahat/optimizers';
import { fitLinear, type LinearFit } from './fit-linear.ts';
import { type Kept, keptOf } from './objective/kept.ts';
import { type LinearProblem, overCopy } from './objective/problem.ts';
import type { FitTask } from './settle.ts';

/** One point of a path, in the units of the options l1 and l2; a kind that is left out is 0. */
export interface Penalty {
  readonly l1?: number;
  readonly l2?: number;
}

/** Up to this size a matrix in ordinary memory is copied once to where every read of it is faster. */
const MOST_COPIED = 1 << 26;

/**
 * The fits of one problem under penalties in turn, each from where the one before ended: data, the last
 * gradient and the Hessian of the columns at work serve the next fit as well.
 */
export function* pathOf<Task extends FitTask>(
  task: Task,
  penalties: readonly Penalty[],
): Generator<readonly [Task, LinearFit], void, undefined> {
  const { options } = task;
  const problem = overCopy(task.problem, resident(task.problem.X));
  let keep: Kept | undefined;
  let before: { readonly problem: LinearProblem; readonly fit: LinearFit } | null = null;
  for (const { l1 = 0, l2 = 0 } of penalties) {
    const next: Task = {
      ...task,
      problem: { ...problem, l1, l2 },
      options: { ...options, l1, l2 },
      start: before === null ? task.start : before.fit.parameters,
    };
    if (l1 > 0) keep ??= keptOf(problem.X.rows * problem.outputs);
    const state = before && options.solver === 'auto' ? carried(before, next.problem) : null;
    const fit = fitLinear(next, keep, state);
    before = { problem: next.problem, fit };
    yield [next, fit];
  }
}

/** The state of a fit as the next one's, where both are by proximal Newton. */
const carried = (
  { problem, fit }: { readonly problem: LinearProblem; readonly fit: LinearFit },
  next: LinearProblem,
): ProximalNewtonState | null => {
  if (problem.l1 === 0 || next.l1 === 0) return null;
  const penalised = problem.outputs * problem.X.cols;
  const change = next.l2 - problem.l2;
  return underOther(fit.solution.state as ProximalNewtonState, (j) => (j < penalised ? change : 0));
};

const resident = (X: Matrix): Matrix => {
  if (X.kind !== 'dense' || X.data.byteLength > MOST_COPIED || engineOf(X.data)) return X;
  const copy = allocate(X.rows, X.cols, X.data.BYTES_PER_ELEMENT === 8 ? 'float64' : 'float32');
  if (!engineOf(copy.data)) return X;
  copy.data.set(X.data);
  return copy;
};

/** @throws TypeError or RangeError that names the penalty, what was expected and what came */
export const checkPenalties = (where: string, penalties: readonly Penalty[]): void => {
  if (!Array.isArray(penalties) || penalties.length === 0) {
    throw typeError(where, 'penalties', 'an array of at least one { l1, l2 }', penalties);
  }
  penalties.forEach((penalty: unknown, i) => {
    const name = `penalties[${i}]`;
    if (typeof penalty !== 'object' || penalty === null) {
      throw typeError(where, name, 'an object { l1, l2 }', penalty);
    }
    unknownOptions(where, penalty, ['l1', 'l2']);
    for (const kind of ['l1', 'l2'] as const) {
      const value = (penalty as Penalty)[kind] ?? 0;
      if (!(typeof value === 'number' && value >= 0 && value < Number.POSITIVE_INFINITY)) {
        throw rangeError(where, `${name}.${kind}`, 'a non-negative finite number', value);
      }
    }
  });
};

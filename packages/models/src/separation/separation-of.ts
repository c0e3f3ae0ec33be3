import { minimize, newton, type Solution } from '@betahat/optimizers';
import { linearObjective } from '../objective/linear-objective.ts';
import { dimensionOf, type LinearProblem } from '../objective/problem.ts';
import { columnSpread } from './column-spread.ts';
import { columnsAtWork } from './columns-at-work.ts';
import { marginRange, type SeparatingDirection, verifySeparation } from './verify.ts';

/** Newton steps that sharpen the direction in which a method ran off. */
const SHARPENING = 12;

/** A logit this far ahead costs 6e-6: rows that a fit separates are beyond it when it ends. */
const CERTAIN = 12;

/** Largest Hessian that is formed for it. */
const LARGEST_HESSIAN = 2000;

/** Why a fit without penalty has no minimum: see SeparationError. */
export interface Separation {
  readonly kind: SeparatingDirection['kind'];
  /** Columns that carry the separating direction, most influential first. */
  readonly columns: readonly number[];
}

/** How a run ended, as far as that matters here. */
export type End = Pick<Solution, 'x' | 'status' | 'converged'>;

/** Whether the end of a fit leaves it open that there is no minimum. */
export const mayBeSeparable = ({ l1, l2 }: Penalised, { status }: End): boolean =>
  l1 + l2 === 0 && status !== 'completed' && status !== 'threw';

type Penalised = Pick<LinearProblem, 'l1' | 'l2'>;

/**
 * What a fit without penalty says that ran after a minimum which does not exist; null where it has
 * one, or where no separating direction can be shown (see verifySeparation): the fit is then reported
 * for what it is.
 */
export const separationOf = (problem: LinearProblem, end: End): Separation | null => {
  if (!mayBeSeparable(problem, end)) return null;
  // A read of the data, which a fit near a minimum does without.
  let known: Float64Array | null = null;
  const spread = () => {
    known ??= columnSpread(problem.X);
    return known;
  };
  const found = separating(problem, end, spread);
  if (found === null) return null;
  return { kind: found.kind, columns: columnsAtWork(problem, found.direction, spread()) };
};

const separating = (
  problem: LinearProblem,
  solution: End,
  spread: () => Float64Array,
): SeparatingDirection | null => {
  const { least, most } = marginRange(problem, solution.x);
  if (least > 0) return { kind: 'complete', direction: solution.x };
  const factorable = dimensionOf(problem) <= LARGEST_HESSIAN;
  if (solution.converged && !(factorable && keepsRunning(problem, solution, most))) return null;
  const here = verifySeparation(problem, solution.x, spread());
  if (!factorable) return here;
  // Newton steps along a separating direction move the separated rows by about one each and leave
  // the others alone ever more closely.
  const further = minimize(linearObjective(problem), newton(), solution.x, {
    tolerance: 0,
    maxIterations: SHARPENING,
  });
  const step = further.x.map((value, i) => value - solution.x[i]);
  return verifySeparation(problem, step, spread()) ?? here;
};

/**
 * Whether a fit within tolerance of the infimum is near no minimum all the same: a method without the
 * Hessian may take the one for the other. Exact Newton steps tell, and are worth asking only where
 * some rows are certain, as separated ones are by then.
 */
const keepsRunning = (problem: LinearProblem, { x }: End, surest: number): boolean =>
  surest > CERTAIN && minimize(linearObjective(problem), newton(), x).status === 'unbounded';

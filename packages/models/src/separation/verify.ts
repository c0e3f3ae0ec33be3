import { dot } from '@betahat/linalg';
import { dimensionOf, type LinearProblem, splitParameters } from '../objective/problem.ts';
import { logitsInto } from '../predict/linear-logits.ts';
import { type Constraint, constraintsOf, marginOf, writeConstraint } from './constraints.ts';

/** A direction along which no row gets worse and some get better for ever. */
export interface SeparatingDirection {
  /** Complete: every constraint is met strictly. Quasi-complete: some hold with equality. */
  readonly kind: 'complete' | 'quasi-complete';
  readonly direction: Float64Array;
}

/** Shares of the largest margin below which a constraint may be one of equality, tried in turn. */
const EQUALITY = [1e-2, 1e-3, 1e-4, 1e-6, 1e-8];

/** A margin of this share of the largest is zero up to rounding. */
const ROUNDING = 1e-11;

/** How far the rows are on their side of the other classes: the least sure one and the surest. */
export const marginRange = (
  problem: LinearProblem,
  parameters: Float64Array,
): { readonly least: number; readonly most: number } => {
  const logits = logitsUnder(problem, parameters);
  const { outputs, loss } = problem;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  const meet = (margin: number): void => {
    least = Math.min(least, margin);
    most = Math.max(most, margin);
  };
  // A target between 0 and 1 names both classes; the others one, and need no list of them.
  if (outputs === 1 && loss.targets.every((y) => y === 0 || y === 1)) {
    for (let row = 0; row < logits.length; row++) {
      if (loss.weights?.[row] !== 0) meet(loss.targets[row] === 1 ? logits[row] : -logits[row]);
    }
  } else {
    for (const constraint of constraintsOf(problem)) meet(marginOf(constraint, logits, outputs));
  }
  return { least, most };
};

/** Whether every row is strictly on its side: then every multiple of the parameters is better still. */
const separatesCompletely = (problem: LinearProblem, parameters: Float64Array): boolean =>
  marginRange(problem, parameters).least > 0;

/** Whether no constraint is broken, up to rounding, and some margin is above a bound. */
export const separates = (problem: LinearProblem, direction: Float64Array, least = 0): boolean => {
  const margins = marginsOf(problem, direction);
  const most = largest(margins);
  return most > least && margins.every(({ margin }) => margin >= -ROUNDING * most);
};

/**
 * Whether a direction separates, or one near it does.
 *
 * A method that runs off towards an infimum does so along a separating direction, but only nearly:
 * rows on the boundary keep a small part. The constraints whose margin is small are taken to be
 * equalities and the direction is projected onto all of them; if every other margin is still
 * positive, the projected direction is the proof (Albert & Anderson, Biometrika 71, 1984: the
 * likelihood has no maximum exactly if such a direction exists). Null where none is found.
 *
 * @param candidate a parameter vector, for instance the last Newton step
 * @param spread the unit of each column, so that columns count by what they change
 */
export const verifySeparation = (
  problem: LinearProblem,
  candidate: Float64Array,
  spread: Float64Array,
): SeparatingDirection | null => {
  if (separatesCompletely(problem, candidate)) return { kind: 'complete', direction: candidate };
  const all = marginsOf(problem, candidate);
  const most = largest(all);
  for (const share of EQUALITY) {
    const equal = all.filter(({ margin }) => Math.abs(margin) <= share * most);
    if (equal.length === 0 || equal.length === all.length) continue;
    const direction = projected(problem, candidate, equal, spread);
    if (separates(problem, direction, 1e-6 * most)) return { kind: 'quasi-complete', direction };
  }
  return null;
};

interface Margin {
  readonly constraint: Constraint;
  readonly margin: number;
}

const logitsUnder = (problem: LinearProblem, parameters: Float64Array): Float64Array => {
  const { coefficients, intercepts } = splitParameters(problem, parameters);
  const { X, outputs } = problem;
  const logits = new Float64Array(X.rows * outputs);
  logitsInto(X, coefficients, intercepts ?? new Float64Array(outputs), logits);
  return logits;
};

const marginsOf = (problem: LinearProblem, parameters: Float64Array): Margin[] => {
  const logits = logitsUnder(problem, parameters);
  return Array.from(constraintsOf(problem), (constraint) => ({
    constraint,
    margin: marginOf(constraint, logits, problem.outputs),
  }));
};

const largest = (margins: readonly Margin[]): number =>
  margins.reduce((most, { margin }) => Math.max(most, margin), 0);

/** The candidate without its part along the given constraints, in units of the columns' spread. */
const projected = (
  problem: LinearProblem,
  candidate: Float64Array,
  equal: readonly Margin[],
  spread: Float64Array,
): Float64Array => {
  const d = dimensionOf(problem);
  const unit = Float64Array.from({ length: d }, (_, i) =>
    i < problem.outputs * problem.X.cols ? spread[i % problem.X.cols] || 1 : 1,
  );
  const basis: Float64Array[] = [];
  const scratch = new Float64Array(d);
  for (const { constraint } of equal) {
    if (basis.length === d) break;
    writeConstraint(problem, constraint, scratch);
    const q = scratch.map((value, i) => value / unit[i]);
    const before = Math.sqrt(dot(q, q));
    for (let round = 0; round < 2; round++) for (const b of basis) remove(q, b);
    const norm = Math.sqrt(dot(q, q));
    if (norm > 1e-10 * before) basis.push(q.map((value) => value / norm));
  }
  const direction = candidate.map((value, i) => value * unit[i]);
  for (let round = 0; round < 2; round++) for (const b of basis) remove(direction, b);
  return direction.map((value, i) => value / unit[i]);
};

const remove = (v: Float64Array, unit: Float64Array): void => {
  const along = dot(v, unit);
  for (let i = 0; i < v.length; i++) v[i] -= along * unit[i];
};

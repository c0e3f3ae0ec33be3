import { describe, rangeError, typeError } from '@betahat/linalg/check';
import type { Iterate, Method } from '../method.ts';
import type { Ask, PartialObjective } from '../request.ts';

/** What each smooth method asks for, the most capable first: names for an error's advice. */
const FITTING: readonly (readonly [string, readonly Ask[]])[] = [
  ['newton()', ['evaluate', 'curvature']],
  ['newtonCG()', ['evaluate', 'hessianVector']],
  ['lbfgs()', ['evaluate']],
];

/** Whether an objective answers this kind of request. */
export const can = (objective: PartialObjective, ask: Ask): boolean =>
  typeof objective[ask] === 'function';

/**
 * Plain JavaScript has no compiler to say so: an objective must answer what the method asks.
 * @throws TypeError that names the method, what is missing and a method that fits
 */
export const checkProblem = (
  where: string,
  objective: PartialObjective,
  method: Method<Iterate, Ask>,
): void => {
  if (typeof objective !== 'object' || objective === null) {
    throw typeError(where, 'objective', 'an object', objective);
  }
  if (
    typeof method !== 'object' ||
    method === null ||
    typeof method.step !== 'function' ||
    typeof method.start !== 'function' ||
    !Array.isArray(method.asks)
  ) {
    throw typeError(where, 'method', 'a method such as newton() or lbfgs()', method);
  }
  if (!Number.isSafeInteger(objective.dimension) || objective.dimension < 0) {
    throw rangeError(where, 'objective.dimension', 'a non-negative integer', objective.dimension);
  }
  if (can(objective, 'penalty') && !method.asks.includes('penalty')) {
    throw new TypeError(
      `${where}: ${method.name} is for smooth objectives, and this one has a penalty without gradient; use proximalNewton() or fista()`,
    );
  }
  const missing = method.asks.filter((ask) => !can(objective, ask));
  if (missing.length === 0) return;
  throw new TypeError(
    `${where}: ${method.name} asks for ${missing.map((ask) => `'${ask}'`).join(' and ')}, ` +
      `which this objective does not answer; ${advice(objective)}`,
  );
};

const advice = (objective: PartialObjective): string => {
  if (can(objective, 'penalty')) return 'fista() asks only for evaluate of the smooth part';
  const fitting = FITTING.find(([, asks]) => asks.every((ask) => can(objective, ask)));
  return fitting === undefined
    ? `give it evaluate({ x, want }) and use lbfgs()`
    : `${fitting[0]} asks only for ${fitting[1].map((ask) => `'${ask}'`).join(' and ')}`;
};

/**
 * The state a run begins with: a fresh one at a point, or one to go on from.
 * @throws TypeError or RangeError for a start that does not fit the objective
 */
export const startState = <S extends Iterate>(
  where: string,
  dimension: number,
  method: { readonly start: (x0: Float64Array) => S },
  x0: ArrayLike<number> | S,
): S => {
  if (typeof x0 !== 'object' || x0 === null) {
    throw typeError(where, 'x0', 'a vector or the state of an earlier run', x0);
  }
  if ('iteration' in x0) {
    if (!(x0.x instanceof Float64Array)) {
      throw typeError(where, 'x0.x', 'a Float64Array (see decodeState)', x0.x);
    }
    sameLength(where, 'x0.x', x0.x.length, dimension);
    return x0;
  }
  const length = (x0 as ArrayLike<number>).length;
  if (typeof length !== 'number') throw typeError(where, 'x0', 'a vector', x0);
  sameLength(where, 'x0', length, dimension);
  const x = Float64Array.from(x0 as ArrayLike<number>);
  for (let i = 0; i < length; i++) {
    const given = (x0 as ArrayLike<unknown>)[i];
    if (typeof given !== 'number') throw typeError(where, `x0[${i}]`, 'a number', given);
  }
  return method.start(x);
};

const sameLength = (where: string, argument: string, got: number, dimension: number): void => {
  if (got !== dimension) {
    throw new RangeError(
      `${where}: ${argument} must have ${dimension} entries, one for each variable, got ${describe(got)}`,
    );
  }
};

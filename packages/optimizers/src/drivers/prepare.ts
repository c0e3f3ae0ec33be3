import type { Iterate, Method } from '../method.ts';
import type { Answer, Ask, PartialObjective, Request } from '../request.ts';
import { checkedOptions, type MinimizeOptions } from '../stopping/options.ts';
import type { Solution } from '../stopping/solution.ts';
import { can, checkProblem, startState } from './abilities.ts';
import { type Progress, run } from './run.ts';

/** Checks all that a driver is given and sets the run up; nothing is asked yet. */
export const prepare = <S extends Iterate>(
  where: string,
  objective: PartialObjective,
  method: Method<S, Ask>,
  x0: ArrayLike<number> | S,
  options: MinimizeOptions<S>,
): Generator<Request | Progress<S>, Solution<S>, Answer | boolean> => {
  checkProblem(where, objective, method as unknown as Method<Iterate, Ask>);
  const checked = checkedOptions(where, options, method.maxIterations);
  const start = startState(where, objective.dimension, method, x0);
  const canProve = can(objective, 'hessianVector') && !can(objective, 'penalty');
  return run(where, method, start, checked, canProve);
};

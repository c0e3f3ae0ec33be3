import type { Iterate, Method } from '../method.ts';
import type { Answer, Ask, PartialObjective, Problem } from '../request.ts';
import type { MinimizeOptions } from '../stopping/options.ts';
import type { Solution } from '../stopping/solution.ts';
import { answer, flattened } from './answer.ts';
import { prepare } from './prepare.ts';

/**
 * The iterates of `minimize`, one at a time: first the evaluated start (iteration 0), then one for
 * each step; the solution is the generator's return value. Leaving the loop ends the run.
 *
 * @throws TypeError or RangeError for arguments that cannot be used
 * @example
 * const path = [...iterate(objective, lbfgs(), [0, 0])];
 * path[0].iteration; // 0
 */
export function* iterate<S extends Iterate, A extends Ask>(
  objective: Problem<NoInfer<A>>,
  method: Method<S, A>,
  x0: ArrayLike<number> | NoInfer<S>,
  options: MinimizeOptions<NoInfer<S>> = {},
): Generator<S, Solution<S>, undefined> {
  const asked = flattened(objective as PartialObjective);
  const work = prepare('iterate', asked, method as unknown as Method<S, Ask>, x0, options);
  let turn = work.next(null);
  while (turn.done !== true) {
    const request = turn.value;
    if (request.ask === 'progress') {
      const told = request.iterate;
      yield told;
      turn = work.next(told.iteration > 0 ? options.onIteration?.(told) !== false : true);
      continue;
    }
    let got: Answer;
    try {
      got = answer(asked, request) as Answer;
    } catch (error) {
      turn = work.throw(error);
      continue;
    }
    turn = work.next(got);
  }
  return turn.value;
}

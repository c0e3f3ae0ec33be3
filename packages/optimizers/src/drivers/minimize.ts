import type { Iterate, Method } from '../method.ts';
import type { Answer, Ask, PartialObjective, Problem } from '../request.ts';
import type { MinimizeOptions } from '../stopping/options.ts';
import type { Solution } from '../stopping/solution.ts';
import { answer, flattened } from './answer.ts';
import { prepare } from './prepare.ts';

/**
 * Minimises f from x0 by a method, on the caller's thread.
 *
 * Ends when the estimated gap f(x) − f* is within `tolerance` of |f(x)|; every other end is told by
 * `status` and `message`, never by a throw, and leaves the last good iterate.
 *
 * @param objective answers what the method asks for, at once
 * @param x0 where to start, or the state of an earlier run to go on from
 * @throws TypeError or RangeError for arguments that cannot be used, before the first evaluation
 * @example
 * const parabola = {
 *   dimension: 1,
 *   evaluate: ({ x }) => ({ value: (x[0] - 3) ** 2, gradient: Float64Array.of(2 * (x[0] - 3)) }),
 * };
 * minimize(parabola, lbfgs(), [0]).x; // Float64Array [3]
 */
export const minimize = <S extends Iterate, A extends Ask>(
  objective: Problem<NoInfer<A>>,
  method: Method<S, A>,
  x0: ArrayLike<number> | NoInfer<S>,
  options: MinimizeOptions<NoInfer<S>> = {},
): Solution<S> => {
  const asked = flattened(objective as PartialObjective);
  const work = prepare('minimize', asked, method as unknown as Method<S, Ask>, x0, options);
  let turn = work.next(null);
  while (turn.done !== true) {
    const request = turn.value;
    if (request.ask === 'progress') {
      const { iterate } = request;
      turn = work.next(iterate.iteration > 0 ? options.onIteration?.(iterate) !== false : true);
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
};

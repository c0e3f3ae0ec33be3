import type { Iterate, Method } from '../method.ts';
import type { Answer, Ask, AsyncProblem, PartialObjective } from '../request.ts';
import type { MinimizeOptions } from '../stopping/options.ts';
import type { Solution } from '../stopping/solution.ts';
import { answer, flattened } from './answer.ts';
import { pauser } from './pause.ts';
import { prepare } from './prepare.ts';

/**
 * Minimises f as `minimize` does, to the same bits, for an objective whose answers may be promises.
 * The caller's thread gets its turn between requests. `onIteration` may return a promise.
 *
 * @throws TypeError or RangeError, as a rejection, for arguments that cannot be used
 * @example
 * const running = minimizeAsync(objective, lbfgs(), [0, 0], { signal: AbortSignal.timeout(5000) });
 * running.then(({ status }) => console.log(status));
 */
export const minimizeAsync = async <S extends Iterate, A extends Ask>(
  objective: AsyncProblem<NoInfer<A>>,
  method: Method<S, A>,
  x0: ArrayLike<number> | NoInfer<S>,
  options: MinimizeOptions<NoInfer<S>> = {},
): Promise<Solution<S>> => {
  const asked = flattened(objective as PartialObjective);
  const work = prepare('minimizeAsync', asked, method as unknown as Method<S, Ask>, x0, options);
  const pause = pauser();
  let turn = work.next(null);
  while (turn.done !== true) {
    const request = turn.value;
    if (request.ask === 'progress') {
      const { iterate } = request;
      const reply = iterate.iteration > 0 ? await options.onIteration?.(iterate) : true;
      turn = work.next(reply !== false);
      continue;
    }
    let got: Answer;
    try {
      await pause();
      got = await answer(asked, request);
    } catch (error) {
      turn = work.throw(error);
      continue;
    }
    turn = work.next(got);
  }
  return turn.value;
};

import { LogisticRegression, SoftmaxRegression } from '@betahat/models';
import { sampledMetric } from '@betahat/optimizers';
import { median } from '../median.ts';
import type { Problem } from './problem.ts';

type Sampled = ReturnType<typeof sampledMetric>;

interface Times {
  /** Answers of the whole data. */
  whole: number;
  /** Drawing samples, their answers, and what the method computes itself: factors, directions. */
  sample: number;
}

/** The same method, with the time of its requests by who answers them. */
const timed = (method: Sampled, times: Times): Sampled => ({
  ...method,
  *step(state) {
    const work = method.step(state);
    let begin = performance.now();
    let turn = work.next(null);
    while (turn.done !== true) {
      const request = turn.value;
      const asked = performance.now();
      times.sample += asked - begin;
      const answer = yield request;
      begin = performance.now();
      times[request.ask === 'subsample' || 'of' in request ? 'sample' : 'whole'] += begin - asked;
      turn = work.next(answer);
    }
    times.sample += performance.now() - begin;
    return turn.value;
  },
});

const ROUNDS = 5;

/** Milliseconds that a fit by the sampled metric spends on its samples and on itself. */
export const sampleWork = ({ X, y, classes, penalties }: Problem, tolerance: number): number => {
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const times = { whole: 0, sample: 0 };
    const solver = timed(sampledMetric(), times);
    const options = {
      ...penalties[0]!,
      l1: 0,
      tolerance,
      solver,
      onUnconverged: 'return',
    } as const;
    if (classes === 2) LogisticRegression.fit(X, y, options);
    else SoftmaxRegression.fit(X, y, options);
    rounds.push(times.sample);
  }
  return median(rounds.sort((a, b) => a - b));
};

import { rangeError, typeError, unknownOptions } from '@betahat/linalg/check';
import { evaluate } from '../ask.ts';
import { remaining } from '../first-order/remaining.ts';
import { scaleByRate } from '../first-order/scale-by-rate.ts';
import type { Schedule } from '../first-order/schedules.ts';
import { type AnyTransform, chain } from '../first-order/transform.ts';
import { type Iterate, isEvaluated, type Method, unevaluated, type Work } from '../method.ts';
import type { Answer, Evaluation, Shape } from '../request.ts';
import { isSeed, rowOrder } from '../stochastic/row-order.ts';
import { moved } from '../vector.ts';

export interface SgdOptions {
  /** η, a number or a schedule over batches. Not together with `transforms`. */
  readonly learningRate?: number | Schedule;
  /** What happens to a batch's gradient, in place of a rate alone: momentum, Adam, schedules. */
  readonly transforms?: readonly AnyTransform[];
  /** Rows of a batch. Default 32. */
  readonly batchSize?: number;
  /** The order of the rows. Default 0. */
  readonly seed?: number;
}

export interface SgdState extends Iterate {
  readonly memory: readonly unknown[];
  /** Batches so far: the step that schedules count. */
  readonly batches: number;
  readonly decrease: number;
}

/**
 * Mini-batch stochastic gradient descent (H. Robbins & S. Monro, 1951). One step is an epoch: the rows
 * in a fresh random order, batch by batch,
 *
 *     x ← x − T(g_B),   g_B = (n/|B|) Σ_{i ∈ B} ∇fᵢ(x) + ∇penalty(x)
 *
 * with T a chain of transforms, and then one evaluation on all rows. The gradient is that of the sum
 * and not of the mean: rates are smaller than elsewhere by the number of rows.
 *
 * @throws RangeError or TypeError for an option that cannot be used
 * @example
 * const learningRate = stepDecay({ initial: 0.1, factor: 0.5, every: 50 });
 * minimize(objective, sgd({ learningRate, batchSize: 2 }), [0, 0], { tolerance: 1e-4 });
 */
export const sgd = (options: SgdOptions): Method<SgdState, 'evaluate' | 'batch' | 'shape'> => {
  unknownOptions('sgd', options, ['learningRate', 'transforms', 'batchSize', 'seed']);
  const { learningRate, transforms, batchSize = 32, seed = 0 } = options;
  if ((learningRate === undefined) === (transforms === undefined)) {
    throw typeError('sgd', 'learningRate', 'given, or transforms in its place', learningRate);
  }
  if (!(Number.isSafeInteger(batchSize) && batchSize > 0)) {
    throw rangeError('sgd', 'batchSize', 'a positive integer', batchSize);
  }
  if (!isSeed(seed)) throw rangeError('sgd', 'seed', 'an integer from 0 to 2³² − 1', seed);
  const all = chain(...(transforms ?? [scaleByRate(learningRate!)]));

  function* epoch(
    state: SgdState,
  ): Work<'batch' | 'shape', Pick<SgdState, 'x' | 'memory' | 'batches'>> {
    const { rows } = (yield { ask: 'shape' }) as Answer as Shape;
    const order = rowOrder(rows, seed, state.iteration);
    let { x, memory, batches } = state;
    for (let start = 0; start < rows; start += batchSize) {
      const batch = order.subarray(start, Math.min(rows, start + batchSize));
      const share = batch.length / rows;
      const { gradient } = (yield { ask: 'batch', x, rows: batch, share }) as Evaluation;
      const applied = all.apply(gradient, memory, { x, gradient, step: batches });
      memory = applied.memory;
      x = moved(x, -1, applied.update);
      batches++;
    }
    return { x, memory, batches };
  }

  return {
    name: 'sgd',
    asks: ['evaluate', 'batch', 'shape'],
    maxIterations: 100,
    start: (x0) => ({
      ...unevaluated(x0),
      memory: all.start(x0.length),
      batches: 0,
      decrease: 0,
    }),
    *step(state) {
      if (!isEvaluated(state)) return { ...state, ...(yield* evaluate(state.x)) };
      const after = yield* epoch(state);
      const here = yield* evaluate(after.x);
      const decrease = state.value - here.value;
      return {
        ...after,
        ...here,
        iteration: state.iteration + 1,
        certificate: null,
        estimate: remaining(state.decrease, decrease, here.value),
        decrease,
      };
    },
  };
};

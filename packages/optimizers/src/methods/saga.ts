import { rangeError, unknownOptions } from '@betahat/linalg/check';
import { evaluate } from '../ask.ts';
import { remaining } from '../first-order/remaining.ts';
import { type Iterate, isEvaluated, type Method, unevaluated } from '../method.ts';
import type { Answer, LinearTerms } from '../request.ts';
import { isSeed, rowOrder } from '../stochastic/row-order.ts';
import { sagaEpoch, sagaTable } from '../stochastic/saga-epoch.ts';

export interface SagaOptions {
  /** γ, for the mean of the rows. Default 1/(3 L) with L the largest curvature of a row. */
  readonly step?: number;
  /** The order of the rows. Default 0. */
  readonly seed?: number;
}

export interface SagaState extends Iterate {
  /** The last residuals of every row, rows × outputs. */
  readonly residuals: Float64Array;
  /** Their mean gradient, without the ridge. */
  readonly mean: Float64Array;
  readonly decrease: number;
}

/**
 * SAGA (A. Defazio, F. Bach & S. Lacoste-Julien, NeurIPS 2014) for a linear model. One step is an epoch:
 * each row once, in a fresh random order,
 *
 *     w ← w − γ ((rᵢ⁺ − rᵢ) xᵢ + mean + (ridge/n) w),   rᵢ⁺ the residual of row i at the present w
 *
 * and then one evaluation on all rows. It converges linearly at a fixed step. On sparse rows the
 * update of a column is put off until a row touches it (M. Schmidt, N. Le Roux & F. Bach, Math. Program.
 * 162, 2017, section 4.1), so that an epoch costs the nonzeros.
 *
 * @throws RangeError for an option that cannot be used; TypeError for an unknown option
 * @example
 * minimize(objective, saga({ seed: 1 }), [0, 0], { tolerance: 1e-6 }).converged; // true
 */
export const saga = (options: SagaOptions = {}): Method<SagaState, 'evaluate' | 'terms'> => {
  unknownOptions('saga', options, ['step', 'seed']);
  const { step, seed = 0 } = options;
  if (step !== undefined && !(step > 0 && step < Number.POSITIVE_INFINITY)) {
    throw rangeError('saga', 'step', 'a positive finite number', step);
  }
  if (!isSeed(seed)) throw rangeError('saga', 'seed', 'an integer from 0 to 2³² − 1', seed);
  return {
    name: 'saga',
    asks: ['evaluate', 'terms'],
    maxIterations: 1000,
    start: (x0) => ({
      ...unevaluated(x0),
      residuals: new Float64Array(0),
      mean: new Float64Array(0),
      decrease: 0,
    }),
    *step(state) {
      if (!isEvaluated(state)) return { ...state, ...(yield* evaluate(state.x)) };
      const terms = (yield { ask: 'terms' }) as Answer as LinearTerms;
      const table = state.mean.length > 0 ? state : sagaTable(terms, state.x);
      const order = rowOrder(terms.rows, seed, state.iteration);
      const { x, residuals, mean } = sagaEpoch(terms, state.x, table, order, step);
      const here = yield* evaluate(x);
      const decrease = state.value - here.value;
      return {
        x,
        ...here,
        iteration: state.iteration + 1,
        certificate: null,
        estimate: remaining(state.decrease, decrease, here.value),
        residuals,
        mean,
        decrease,
      };
    },
  };
};

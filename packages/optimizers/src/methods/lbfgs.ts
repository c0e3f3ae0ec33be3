import { rangeError, typeError, unknownOptions } from '@betahat/linalg/check';
import { evaluate } from '../ask.ts';
import { isEvaluated, type Method, unevaluated } from '../method.ts';
import { type QuasiNewtonState, quasiNewtonStep } from '../quasi-newton/step.ts';
import { twoLoop } from '../quasi-newton/two-loop.ts';

export interface LbfgsOptions {
  /** Pairs of step and change of gradient that are kept. Default 10. */
  readonly memory?: number;
  /**
   * B₀: v ↦ an approximation of H⁻¹v, symmetric and positive definite, in place of the scaled
   * identity. It must not change from call to call.
   */
  readonly metric?: (v: Float64Array) => Float64Array;
}

export type LbfgsState = QuasiNewtonState;

/**
 * L-BFGS: a quasi-Newton method that keeps the last few pairs s = x₊ − x, y = g₊ − g:
 *
 *     x ← x − t B ∇f(x),   B from the pairs and B₀ (D. C. Liu & J. Nocedal, Math. Program. 45, 1989)
 *
 * with the line search of Hager and Zhang. The unit step is tried first by a full evaluation; it is
 * mostly the last. Further trials go by 'along' where the objective answers that.
 *
 * Its guess of the gap is ½ gᵀBg; at the tolerance the driver proves it by conjugate gradients where
 * the objective answers 'hessianVector', preconditioned by B.
 *
 * @throws RangeError if memory is not a positive integer; TypeError for an unknown option or a metric
 *   that is no function
 * @example
 * minimize(objective, lbfgs({ memory: 20 }), [0, 0]).converged; // true
 */
export const lbfgs = (options: LbfgsOptions = {}): Method<LbfgsState, 'evaluate'> => {
  unknownOptions('lbfgs', options, ['memory', 'metric']);
  const { memory = 10, metric } = options;
  if (!(Number.isSafeInteger(memory) && memory > 0)) {
    throw rangeError('lbfgs', 'memory', 'a positive integer', memory);
  }
  if (metric !== undefined && typeof metric !== 'function') {
    throw typeError('lbfgs', 'metric', 'a function', metric);
  }
  return {
    name: 'lbfgs',
    asks: ['evaluate'],
    maxIterations: 1000,
    start: (x0) => ({ ...unevaluated(x0), steps: [], changes: [] }),
    metric: (state, base) => (v) => twoLoop(state, v, metric ?? base),
    *step(state) {
      if (!isEvaluated(state)) return { ...state, ...(yield* evaluate(state.x)) };
      const iteration = state.iteration + 1;
      if (state.ending !== undefined) return { ...state, iteration };
      const next = yield* quasiNewtonStep(state, memory, () => metric);
      return typeof next === 'string' ? { ...state, iteration, ending: next } : next;
    },
  };
};

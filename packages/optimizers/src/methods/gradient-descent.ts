import { rangeError, unknownOptions } from '@betahat/linalg/check';
import { evaluate } from '../ask.ts';
import { remaining } from '../first-order/remaining.ts';
import { type Iterate, isEvaluated, type Method, unevaluated } from '../method.ts';
import { moved } from '../vector.ts';

export interface GradientDescentOptions {
  /** η, the step per unit of gradient. */
  readonly learningRate: number;
}

export interface GradientDescentState extends Iterate {
  /** How far the last step lowered f. */
  readonly decrease: number;
}

/**
 * Gradient descent with a fixed learning rate:
 *
 *     x ← x − η ∇f(x)
 *
 * Its guess of what is left to gain extrapolates the last two decreases Δ geometrically:
 * f − f* ≈ Δ²/(Δ₋ − Δ).
 *
 * @throws RangeError if learningRate is not a positive finite number; TypeError for an unknown option
 * @example
 * const options = { tolerance: 0, maxIterations: 100 };
 * minimize(objective, gradientDescent({ learningRate: 0.1 }), [0, 0], options).iterations; // 100
 */
export const gradientDescent = (
  options: GradientDescentOptions,
): Method<GradientDescentState, 'evaluate'> => {
  unknownOptions('gradientDescent', options, ['learningRate']);
  const { learningRate } = options;
  if (!(learningRate > 0 && learningRate < Number.POSITIVE_INFINITY)) {
    throw rangeError('gradientDescent', 'learningRate', 'a positive finite number', learningRate);
  }
  return {
    name: 'gradientDescent',
    asks: ['evaluate'],
    maxIterations: 10_000,
    start: (x0) => ({ ...unevaluated(x0), decrease: 0 }),
    *step(state) {
      if (!isEvaluated(state)) return { ...state, ...(yield* evaluate(state.x)) };
      const x = moved(state.x, -learningRate, state.gradient);
      const { value, gradient } = yield* evaluate(x);
      const decrease = state.value - value;
      const estimate = remaining(state.decrease, decrease, value);
      return {
        x,
        value,
        gradient,
        iteration: state.iteration + 1,
        certificate: null,
        decrease,
        estimate,
      };
    },
  };
};

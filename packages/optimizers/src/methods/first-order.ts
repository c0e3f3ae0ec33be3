import { unknownOptions } from '@betahat/linalg/check';
import { evaluate } from '../ask.ts';
import { remaining } from '../first-order/remaining.ts';
import { type ScaleByAdamOptions, scaleByAdam } from '../first-order/scale-by-adam.ts';
import { scaleByRate } from '../first-order/scale-by-rate.ts';
import type { Schedule } from '../first-order/schedules.ts';
import { trace } from '../first-order/trace.ts';
import { type AnyTransform, chain } from '../first-order/transform.ts';
import { type Iterate, isEvaluated, type Method, unevaluated } from '../method.ts';
import { moved } from '../vector.ts';

export interface FirstOrderState extends Iterate {
  /** What the transforms remember. */
  readonly memory: readonly unknown[];
  /** How far the last step lowered f. */
  readonly decrease: number;
}

/**
 * A first-order method from a chain of transforms:
 *
 *     x ← x − Tₖ(… T₁(∇f(x)))
 *
 * One evaluation a step. There is no line search: the rate is yours to choose.
 *
 * @example
 * firstOrder(trace({ decay: 0.9 }), scaleByRate(cosine({ initial: 0.1, steps: 200 })));
 */
export const firstOrder = (
  ...transforms: readonly AnyTransform[]
): Method<FirstOrderState, 'evaluate'> => named('firstOrder', transforms);

const named = (
  name: string,
  transforms: readonly AnyTransform[],
): Method<FirstOrderState, 'evaluate'> => {
  const all = chain(...transforms);
  return {
    name,
    asks: ['evaluate'],
    maxIterations: 10_000,
    start: (x0) => ({ ...unevaluated(x0), memory: all.start(x0.length), decrease: 0 }),
    *step(state) {
      if (!isEvaluated(state)) return { ...state, ...(yield* evaluate(state.x)) };
      const { gradient, iteration, memory } = state;
      const context = { x: state.x, gradient, step: iteration };
      const applied = all.apply(gradient, memory, context);
      const x = moved(state.x, -1, applied.update);
      const here = yield* evaluate(x);
      const decrease = state.value - here.value;
      return {
        x,
        ...here,
        iteration: iteration + 1,
        certificate: null,
        estimate: remaining(state.decrease, decrease, here.value),
        decrease,
        memory: applied.memory,
      };
    },
  };
};

export interface MomentumOptions {
  /** η, a number or a schedule. */
  readonly learningRate: number | Schedule;
  /** μ, the share of the trace that lives on. Default 0.9. */
  readonly decay?: number;
}

/**
 * Gradient descent with momentum: m ← μ m + ∇f(x), x ← x − η m (B. T. Polyak, 1964). See `trace`.
 * @throws RangeError for a value that cannot be used; TypeError for an unknown option
 * @example momentum({ learningRate: 0.01, decay: 0.9 });
 */
export const momentum = (options: MomentumOptions): Method<FirstOrderState, 'evaluate'> => {
  unknownOptions('momentum', options, ['learningRate', 'decay']);
  const { learningRate, decay = 0.9 } = options;
  return named('momentum', [trace({ decay }), scaleByRate(learningRate)]);
};

/**
 * Nesterov's momentum: m ← μ m + ∇f(x), x ← x − η (∇f(x) + μ m). See `trace`.
 * @throws RangeError for a value that cannot be used; TypeError for an unknown option
 * @example nesterov({ learningRate: 0.01, decay: 0.9 });
 */
export const nesterov = (options: MomentumOptions): Method<FirstOrderState, 'evaluate'> => {
  unknownOptions('nesterov', options, ['learningRate', 'decay']);
  const { learningRate, decay = 0.9 } = options;
  return named('nesterov', [trace({ decay, nesterov: true }), scaleByRate(learningRate)]);
};

export interface AdamOptions extends ScaleByAdamOptions {
  /** η, a number or a schedule. Default 0.001. */
  readonly learningRate?: number | Schedule;
}

/**
 * Adam: x ← x − η m̂ / (√v̂ + ε). See `scaleByAdam`. With a fixed rate it circles the minimum at a
 * distance of about η; a schedule that falls brings it closer.
 * @throws RangeError for a value that cannot be used; TypeError for an unknown option
 * @example adam({ learningRate: cosine({ initial: 0.1, steps: 500 }) });
 */
export const adam = (options: AdamOptions = {}): Method<FirstOrderState, 'evaluate'> => {
  unknownOptions('adam', options, ['learningRate', 'beta1', 'beta2', 'epsilon']);
  const { learningRate = 0.001, ...rest } = options;
  return named('adam', [scaleByAdam(rest), scaleByRate(learningRate)]);
};

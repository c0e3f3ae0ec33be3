import { along, evaluate } from '../ask.ts';
import type { Work } from '../method.ts';
import type { Evaluation } from '../request.ts';
import { dot, moved } from '../vector.ts';

/** A point on a line: φ(t) = f(x + t d), φ'(t), and the full evaluation where it was made. */
export interface Trial {
  readonly t: number;
  readonly value: number;
  readonly slope: number;
  readonly at: ({ readonly x: Float64Array } & Evaluation) | null;
}

/** A step that lowers f enough, evaluated. */
export type Accepted = Trial & { readonly at: NonNullable<Trial['at']> };

export const isFiniteTrial = (trial: Trial): boolean =>
  Number.isFinite(trial.value) && Number.isFinite(trial.slope);

/** Evaluates f with its gradient at x + t d: one read of the data. */
export function* fullTrial(
  x: Float64Array,
  d: Float64Array,
  t: number,
): Work<'evaluate', Accepted> {
  const point = moved(x, t, d);
  const { value, gradient } = yield* evaluate(point);
  return { t, value, slope: dot(gradient, d), at: { x: point, value, gradient } };
}

/** The cheap way along the line where the objective has one, else the full one. */
export function* cheapTrial(x: Float64Array, d: Float64Array, t: number): Work<'evaluate', Trial> {
  const line = yield* along(x, d, t);
  return line === null
    ? yield* fullTrial(x, d, t)
    : { t, value: line.value, slope: line.slope, at: null };
}

import type { Certificate, Iterate } from '../method.ts';
import { largest } from '../vector.ts';
import type { CheckedOptions } from './options.ts';

/** A gap of this share of |f| is what rounding leaves of a sum: no tolerance can ask for less. */
export const ROUNDING = 2 ** -46;

/**
 * What a gap is measured against: |f|, or where f falls to nothing (exact fits, f* = 0) the rounding
 * of the value the run began with.
 */
export const gapScale = (value: number, first: number): number =>
  Math.max(Math.abs(value), Number.EPSILON * Math.abs(first), 1e-300);

/** ‖∇f‖∞, or what stands for it where F is not smooth. */
export const violation = (state: Iterate): number => state.residual ?? largest(state.gradient);

const short = (value: number): string => value.toPrecision(3);

/** Why the tolerance on the gap is met, or null. */
export const gapRule = (
  certificate: Certificate | null,
  scale: number,
  { tolerance }: CheckedOptions,
): string | null => {
  if (certificate === null || !(tolerance > 0 && certificate.value <= tolerance * scale))
    return null;
  const gap = short(certificate.value / scale);
  return certificate.kind === 'estimate'
    ? `Relative gap is guessed at ${gap}, within tolerance ${tolerance}; with 'hessianVector' it could be proved`
    : `Relative gap ${gap} is within tolerance ${tolerance}`;
};

/** Why one of the cheap criteria that the caller asked for is met, or null. */
export const cheapRule = (
  before: Iterate | null,
  now: Iterate,
  options: CheckedOptions,
): string | null => {
  const { gradientTolerance, decreaseTolerance, stepTolerance } = options;
  if (gradientTolerance > 0) {
    const norm = violation(now);
    if (norm <= gradientTolerance)
      return `Gradient norm ${short(norm)} is within gradientTolerance ${gradientTolerance}`;
  }
  if (before === null) return null;
  if (decreaseTolerance > 0) {
    const decrease = before.value - now.value;
    if (decrease >= 0 && decrease <= decreaseTolerance * Math.abs(now.value))
      return `Decrease ${short(decrease)} is within decreaseTolerance ${decreaseTolerance} of the value`;
  }
  if (stepTolerance > 0) {
    const step = largest(now.x.map((xi, i) => xi - before.x[i]));
    if (step <= stepTolerance * largest(now.x))
      return `Step ${short(step)} is within stepTolerance ${stepTolerance} of x`;
  }
  return null;
};

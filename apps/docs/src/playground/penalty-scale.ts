/** A slider for penalties: 0 at its left end, then from 0.001 to 1000 in tenths of a decade. */
export const STEPS = 61;

/** Two digits are finer than a tenth of a decade needs, and read well. */
export const penaltyAt = (position: number): number =>
  position === 0 ? 0 : Number((10 ** ((position - 31) / 10)).toPrecision(2));

export const positionOf = (penalty: number): number =>
  penalty === 0 ? 0 : Math.min(STEPS, Math.max(1, Math.round(31 + 10 * Math.log10(penalty))));

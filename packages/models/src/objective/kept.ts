/** A gradient as it was read, without the penalty: with R = s(ŷ − y) the residuals at x. */
interface Reading {
  readonly x: Float64Array;
  /** rows × outputs. */
  readonly logits: Float64Array;
  /** Σ s ℓ. */
  readonly loss: number;
  /** XᵀR output by output, then the sums of R where there are intercepts. */
  readonly slopes: Float64Array;
}

/** What moves the sum of residuals to zero: weights of the rows, and what they do to the slopes. */
export interface Tilt {
  /** s ŷ(1 − ŷ), as it was at some x. */
  readonly weights: Float64Array;
  readonly sum: number;
  /** XᵀC, C the weights. */
  readonly slopes: Float64Array;
}

/**
 * What gradients leave behind for a method that asks more at the same point: logits, curvature and slopes
 * of the losses. None of it depends on the penalty, so that a path of penalties hands it from fit to fit.
 */
export interface Kept {
  readonly curvature: Float64Array;
  curvatureAt: Float64Array | null;
  last: Reading | null;
  /** Of a binary model with an intercept: dual points lean on it (see gap-from-reading.ts). */
  tilt: Tilt | null;
}

/** Room for rows × outputs numbers, nothing read yet. */
export const keptOf = (length: number): Kept => ({
  curvature: new Float64Array(length),
  curvatureAt: null,
  last: null,
  tilt: null,
});

export const sameNumbers = (a: Float64Array, b: Float64Array): boolean => {
  if (a === b) return true;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};

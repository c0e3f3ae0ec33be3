import { sum } from '@betahat/linalg';

/** Σᵢ wᵢ vᵢ / Σᵢ wᵢ over the rows with a positive weight, both sums pairwise. */
export const weightedMean = (weights: Float64Array, value: (row: number) => number): number => {
  // A weight of 0 leaves the row out, whatever its value: 0 · Infinity must not give NaN.
  const terms = weights.map((weight, i) => (weight === 0 ? 0 : weight * value(i)));
  return sum(terms) / sum(weights) + 0; // and not −0
};

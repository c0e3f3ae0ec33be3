import { sum } from '@betahat/linalg';

/** Σᵢ wᵢ vᵢ / Σᵢ wᵢ over the rows with a positive weight, both sums pairwise. */
export const weightedMean = (weights: Float64Array, value: (row: number) => number): number => {
  // A weight of 0 leaves the row out, whatever its value: 0 · Infinity must not give NaN.
  const terms = new Float64Array(weights.length);
  for (let i = 0; i < terms.length; i++) if (weights[i] !== 0) terms[i] = weights[i] * value(i);
  return sum(terms) / sum(weights) + 0; // and not −0
};

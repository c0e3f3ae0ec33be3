import {
  binaryCrossEntropyOnProbabilities,
  gradientWrtPredictions,
} from '@betahat/losses';

/** ∂J/∂ŷ = (ŷ − y) / (ŷ (1 − ŷ)) */
export const slope = (predictions: Float64Array, y: Float64Array) =>
  gradientWrtPredictions(binaryCrossEntropyOnProbabilities, predictions, y);

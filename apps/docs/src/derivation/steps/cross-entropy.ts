import { binaryCrossEntropyOnProbabilities, lossValue } from '@betahat/losses';

/** J = Σ −y log ŷ − (1 − y) log(1 − ŷ) */
export const crossEntropy = (predictions: Float64Array, y: Float64Array) =>
  lossValue(binaryCrossEntropyOnProbabilities, predictions, y);

import { categoricalCrossEntropyOnProbabilities, lossValue } from '@betahat/losses';

/** J = Σ −y log ŷ, over rows and classes */
export const classCrossEntropy = (
  predictions: Float64Array,
  y: Float64Array,
  classes: number,
) => lossValue(categoricalCrossEntropyOnProbabilities(classes), predictions, y);

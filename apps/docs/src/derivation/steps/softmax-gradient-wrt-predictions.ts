import {
  categoricalCrossEntropyOnProbabilities,
  gradientWrtPredictions,
} from '@betahat/losses';

/** ∂J/∂ŷ = −y / ŷ */
export const classSlope = (
  predictions: Float64Array,
  y: Float64Array,
  classes: number,
) =>
  gradientWrtPredictions(
    categoricalCrossEntropyOnProbabilities(classes),
    predictions,
    y,
  );

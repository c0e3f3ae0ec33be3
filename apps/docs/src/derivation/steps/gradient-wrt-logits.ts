import { binaryCrossEntropy, gradientWrtLogits } from '@betahat/losses';

/** ∂J/∂o = ŷ − y, straight from the logits */
export const residual = (logits: Float64Array, y: Float64Array) =>
  gradientWrtLogits(binaryCrossEntropy, logits, y);

import { categoricalCrossEntropy, gradientWrtLogits } from '@betahat/losses';

/** ∂J/∂o = ŷ − y: the same residual as before */
export const classResidual = (
  logits: Float64Array,
  y: Float64Array,
  classes: number,
) => gradientWrtLogits(categoricalCrossEntropy(classes), logits, y);

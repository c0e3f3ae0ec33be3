import { overRows } from './batch.ts';
import type { BatchGradient, Block, GradientOptions, Loss } from './types.ts';

/**
 * The gradient of a batch's loss with respect to the predictions: for the cross-entropies
 *
 *     binary: sᵢ (ŷᵢ − yᵢ) / (ŷᵢ(1 − ŷᵢ))        categorical: −sᵢ yᵢₖ / ŷᵢₖ
 *
 * @param loss which one
 * @param inputs logits or predictions, as the loss takes: rows × outputs
 * @param targets as the loss takes
 * @param options as in `lossValue`, and `out` for the result (it may be the inputs' array)
 * @returns rows × outputs; infinite where the prediction is 0 for what happened
 * @throws TypeError or RangeError as described at `Loss`
 * @example
 * import { binaryCrossEntropyOnProbabilities as bce, gradientWrtPredictions } from '@betahat/losses';
 * gradientWrtPredictions(bce, [0.5, 0], [1, 1]); // Float64Array [-2, -Infinity]
 */
export const gradientWrtPredictions = ((
  loss: Loss,
  inputs: Block,
  targets: Block,
  options: GradientOptions = {},
) =>
  overRows(
    `gradientWrtPredictions(${loss.name})`,
    loss,
    inputs,
    loss.domain,
    targets,
    options,
    loss.outputs,
    loss.gradientWrtPredictions,
  )) as BatchGradient;

import { overRows } from './batch.ts';
import type { BatchGradient, Block, GradientOptions, Loss } from './types.ts';

/**
 * The gradient of a batch's loss with respect to the logits, which for a cross-entropy is
 *
 *     sᵢ (ŷᵢ − yᵢ)        (over Σ s for the reduction `mean`)
 *
 * A loss on predictions takes them as the sigmoid or softmax of the logits, and goes back through it.
 *
 * @param loss which one
 * @param inputs logits or predictions, as the loss takes: rows × outputs
 * @param targets as the loss takes
 * @param options as in `lossValue`, and `out` for the result (it may be the inputs' array)
 * @returns rows × outputs
 * @throws TypeError or RangeError as described at `Loss`
 * @example
 * import { binaryCrossEntropy, gradientWrtLogits } from '@betahat/losses';
 * gradientWrtLogits(binaryCrossEntropy, [0, 1000], [1, 0]); // Float64Array [-0.5, 1]
 */
export const gradientWrtLogits = ((
  loss: Loss,
  inputs: Block,
  targets: Block,
  options: GradientOptions = {},
) =>
  overRows(
    `gradientWrtLogits(${loss.name})`,
    loss,
    inputs,
    loss.domain,
    targets,
    options,
    loss.outputs,
    loss.gradientWrtLogits,
  )) as BatchGradient;

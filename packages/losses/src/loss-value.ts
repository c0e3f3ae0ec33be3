import { overRows } from './batch.ts';
import { sumOf } from './sum.ts';
import type { BatchValue, Block, Loss, LossOptions } from './types.ts';

/**
 * The loss of a batch.
 *
 *     sum:  Σᵢ sᵢ·ℓ(xᵢ, yᵢ)        mean:  the sum over Σᵢ sᵢ        none:  sᵢ·ℓ(xᵢ, yᵢ), row by row
 *
 * Sums are compensated: a million rows add up to within an ulp or two.
 *
 * @param loss which one, e.g. `binaryCrossEntropy`
 * @param inputs logits or predictions, as the loss takes: rows × outputs, flat or a `DenseMatrix`
 * @param targets as the loss takes
 * @param options reduction (default `sum`), row weights (default all 1)
 * @throws TypeError or RangeError as described at `Loss`
 * @example
 * import { binaryCrossEntropy, lossValue } from '@betahat/losses';
 * lossValue(binaryCrossEntropy, [0, 1000], [1, 1]); // 0.6931471805599453
 * const each = lossValue(binaryCrossEntropy, [0, 1000], [1, 0], { reduction: 'none' });
 * each; // Float64Array [0.6931471805599453, 1000]
 */
export const lossValue = ((
  loss: Loss,
  inputs: Block,
  targets: Block,
  options: LossOptions = {},
) => {
  const each = overRows(
    `lossValue(${loss.name})`,
    loss,
    inputs,
    loss.domain,
    targets,
    options,
    1,
    (x, y, result) => {
      result[0] = loss.value(x, y);
    },
  );
  return options.reduction === 'none' ? each : sumOf(each);
}) as BatchValue;

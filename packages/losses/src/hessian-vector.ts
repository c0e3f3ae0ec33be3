import { overRows } from './batch.ts';
import { anyNumber } from './domains.ts';
import { numbers } from './numbers.ts';
import type { BatchProduct, Block, GradientOptions, Loss } from './types.ts';

/**
 * The Hessian of a batch's loss in its inputs, times a vector. The Hessian is block-diagonal, one
 * block per row, so this is a small product per row: for the binary cross-entropy on logits
 *
 *     sᵢ ŷᵢ(1 − ŷᵢ) vᵢ
 *
 * @param loss which one
 * @param inputs logits or predictions, as the loss takes: rows × outputs
 * @param targets as the loss takes
 * @param vector v, rows × outputs
 * @param options as in `lossValue`, and `out` for the result (it may be the inputs' or v's array)
 * @returns rows × outputs
 * @throws TypeError or RangeError as described at `Loss`
 * @example
 * import { binaryCrossEntropy, hessianVector } from '@betahat/losses';
 * hessianVector(binaryCrossEntropy, [0], [1], [2]); // Float64Array [0.5]
 */
export const hessianVector = ((
  loss: Loss,
  inputs: Block,
  targets: Block,
  vector: Block,
  options: GradientOptions = {},
) => {
  const { outputs } = loss;
  const where = `hessianVector(${loss.name})`;
  const { length } = numbers(where, loss.input, inputs);
  const list = numbers(where, 'vector', vector, anyNumber, length);
  const v = new Float64Array(outputs);
  return overRows(
    where,
    loss,
    inputs,
    loss.domain,
    targets,
    options,
    outputs,
    (x, y, result, i) => {
      for (let j = 0; j < outputs; j++) v[j] = list[i * outputs + j]!;
      loss.hessianVector(x, y, v, result);
    },
  );
}) as BatchProduct;

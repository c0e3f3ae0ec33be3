import { overRows } from './batch.ts';
import { anyNumber } from './domains.ts';
import { sumOf } from './sum.ts';
import type { BatchValue, Block, Loss, LossOptions } from './types.ts';

/**
 * The convex conjugate of a loss, for duality gaps.
 *
 *     ℓ*(u, y) = sup { u·x − ℓ(x, y) : x in the domain }
 *
 * By Fenchel and Young ℓ(x) + ℓ*(u) ≥ u·x, with equality where u = ∂ℓ/∂x. It is Infinity where the
 * supremum is unbounded.
 *
 * @param loss which one
 * @param duals u, rows × outputs, each per unit of row weight
 * @param targets as the loss takes
 * @param options as in `lossValue`: Σ s·ℓ*, their mean, or s·ℓ* row by row
 * @throws TypeError or RangeError as described at `Loss`
 * @see S. Boyd, L. Vandenberghe, Convex Optimization, 2004, section 3.3
 * @example
 * import { binaryCrossEntropy, conjugate } from '@betahat/losses';
 * conjugate(binaryCrossEntropy, [-0.5], [1]); // -0.6931471805599453
 */
export const conjugate = ((loss: Loss, duals: Block, targets: Block, options: LossOptions = {}) => {
  const each = overRows(
    `conjugate(${loss.name})`,
    { ...loss, input: 'duals' },
    duals,
    anyNumber,
    targets,
    options,
    1,
    (u, y, result) => {
      result[0] = loss.conjugate(u, y);
    },
  );
  return options.reduction === 'none' ? each : sumOf(each);
}) as BatchValue;

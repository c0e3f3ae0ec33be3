import { rangeError } from '@betahat/linalg/check';
import { numbers } from './numbers.ts';
import type { Block, Domain, GradientOptions, Loss } from './types.ts';
import { totalWeight } from './weights.ts';

/** The mathematics of one row: leaves its numbers in `result`. x, y and result are reused. */
export type RowFunction = (
  x: Float64Array,
  y: Float64Array,
  result: Float64Array,
  row: number,
) => void;

/**
 * What every batch function does: checks inputs, targets, weights and reduction, takes the rows one
 * by one, and fills `size` numbers per row, times the row's weight, and over the total weight for
 * the reduction `mean`.
 *
 * A row of weight 0 counts as absent, even where its loss is infinite.
 */
export const overRows = (
  where: string,
  { input, outputs, targets: reader }: Pick<Loss, 'outputs' | 'targets'> & { input: string },
  inputs: Block,
  domain: Domain,
  targets: Block,
  { reduction = 'sum', weights, out }: GradientOptions,
  size: number,
  f: RowFunction,
): Float64Array => {
  const list = numbers(where, input, inputs, domain);
  const { cols = outputs } = inputs as { cols?: number };
  if (cols !== outputs) throw rangeError(where, `${input}.cols`, `${outputs}`, cols);
  const rows = list.length / outputs;
  if (!Number.isInteger(rows)) {
    throw rangeError(where, `${input}.length`, `a multiple of ${outputs}`, list.length);
  }
  const read = reader(where, targets, rows);
  if (!['sum', 'mean', 'none'].includes(reduction)) {
    throw rangeError(where, 'reduction', '"sum", "mean" or "none"', reduction);
  }
  const total = totalWeight(where, weights, rows);
  const divisor = reduction === 'mean' ? total : 1;
  if (divisor === 0) throw rangeError(where, 'rows', 'at least 1 for a mean', 0);
  // Typed as double precision for the overloads of the callers; either precision will do.
  const all = (out ?? new Float64Array(rows * size)) as Float64Array;
  numbers(where, 'out', all, null, rows * size);
  const x = new Float64Array(outputs);
  const y = new Float64Array(outputs);
  const result = new Float64Array(size);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < outputs; j++) x[j] = list[i * outputs + j]!;
    read(i, y);
    f(x, y, result, i);
    const weight = weights ? weights[i]! : 1;
    for (let j = 0; j < size; j++) {
      all[i * size + j] = weight === 0 ? 0 : (weight * result[j]!) / divisor;
    }
  }
  return all;
};

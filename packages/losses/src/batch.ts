import { rangeError, typeError } from '@betahat/linalg/check';
import type { FloatArray } from './matrix.ts';
import type { Block, LossOptions, RowLoss, Targets } from './types.ts';
import { totalWeight } from './weights.ts';

/** By tag, not `instanceof`: an array from another realm is as good. */
export const isFloatArray = (x: unknown): x is FloatArray =>
  ArrayBuffer.isView(x) && /^Float(64|32)Array$/.test((x as FloatArray)[Symbol.toStringTag]);

/** A checked batch, read one row at a time. */
export interface Batch {
  readonly rows: number;
  /** What sums and gradients are divided by: the total weight for a mean, else 1. */
  readonly divisor: number;
  /** Input and target of the row loaded last. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Loads row i, and returns its weight. */
  readonly load: (i: number) => number;
}

/** Numbers of a block with `width` columns, flat or as a matrix. */
const numbers = (where: string, argument: string, block: Block, width: number): FloatArray => {
  const data = isFloatArray(block) ? block : block?.data;
  if (!isFloatArray(data)) {
    throw typeError(where, argument, 'a Float64Array, a Float32Array or a DenseMatrix', block);
  }
  if (data !== block && (block as { cols: number }).cols !== width) {
    throw rangeError(where, `${argument}.cols`, `${width}`, (block as { cols: number }).cols);
  }
  if (data.length % width !== 0) {
    throw rangeError(where, `${argument}.length`, `a multiple of ${width}`, data.length);
  }
  return data;
};

/** Checks inputs, targets, weights and reduction, and opens the batch. */
export const openBatch = (
  where: string,
  row: RowLoss,
  inputs: Block,
  targets: Targets,
  { reduction = 'sum', weights }: LossOptions,
): Batch => {
  const width = row.outputs;
  const data = numbers(where, row.input, inputs, width);
  for (let k = 0; k < data.length; k++) {
    if (!row.accepts.test(data[k]!)) {
      throw rangeError(where, `${row.input}[${k}]`, row.accepts.words, data[k]);
    }
  }
  if (!['sum', 'mean', 'none'].includes(reduction)) {
    throw rangeError(where, 'reduction', '"sum", "mean" or "none"', reduction);
  }
  const rows = data.length / width;
  const read = row.targets(where, targets, rows);
  const total = totalWeight(where, weights, rows);
  if (reduction === 'mean' && rows === 0) throw rangeError(where, 'rows', '≥ 1 for a mean', 0);
  const x = new Float64Array(width);
  const y = new Float64Array(width);
  const load = (i: number): number => {
    for (let j = 0; j < width; j++) x[j] = data[i * width + j]!;
    read(i, y);
    return weights ? weights[i]! : 1;
  };
  return { rows, divisor: reduction === 'mean' ? total : 1, x, y, load };
};

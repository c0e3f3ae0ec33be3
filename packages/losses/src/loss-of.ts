import { rangeError, typeError } from '@betahat/linalg/check';
import { isFloatArray, openBatch } from './batch.ts';
import { add, total } from './sum.ts';
import type {
  BatchGradient,
  BatchValue,
  GradientOptions,
  Loss,
  LossOptions,
  RowLoss,
} from './types.ts';

/**
 * Makes the batch functions of a loss out of the mathematics of one row. Inputs, targets, weights,
 * reductions and every check are handled here, once for all losses.
 *
 * A row of weight 0 counts as absent, even where its loss is infinite.
 */
export const lossOf = (row: RowLoss): Loss => {
  const value = (
    inputs: Parameters<BatchValue>[0],
    targets: Parameters<BatchValue>[1],
    options: LossOptions = {},
  ): number | Float64Array => {
    const batch = openBatch(`${row.name}.value`, row, inputs, targets, options);
    const each = new Float64Array(options.reduction === 'none' ? batch.rows : 0);
    const sum = { value: 0, lost: 0 };
    for (let i = 0; i < batch.rows; i++) {
      const s = batch.load(i);
      const term = s === 0 ? 0 : s * row.value(batch.x, batch.y);
      if (options.reduction === 'none') each[i] = term;
      else add(sum, term);
    }
    return options.reduction === 'none' ? each : total(sum) / batch.divisor;
  };

  const gradient =
    (method: 'gradientWrtLogits' | 'gradientWrtPredictions'): BatchGradient =>
    (inputs, targets, options: GradientOptions = {}) => {
      const where = `${row.name}.${method}`;
      const batch = openBatch(where, row, inputs, targets, options);
      const width = row.outputs;
      const { out = new Float64Array(batch.rows * width) } = options;
      if (!isFloatArray(out)) throw typeError(where, 'out', 'a Float64Array or Float32Array', out);
      if (out.length !== batch.rows * width) {
        throw rangeError(where, 'out.length', `${batch.rows * width}`, out.length);
      }
      const g = new Float64Array(width);
      for (let i = 0; i < batch.rows; i++) {
        const s = batch.load(i);
        if (s === 0) g.fill(0);
        else row[method](batch.x, batch.y, g);
        for (let j = 0; j < width; j++) out[i * width + j] = (s * g[j]!) / batch.divisor;
      }
      return out;
    };

  return {
    row,
    name: row.name,
    formula: row.formula,
    outputs: row.outputs,
    smoothness: row.smoothness,
    value: value as BatchValue,
    gradientWrtLogits: gradient('gradientWrtLogits'),
    gradientWrtPredictions: gradient('gradientWrtPredictions'),
  };
};

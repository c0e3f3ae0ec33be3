import { rangeError, typeError } from '@betahat/linalg/check';
import type { Label } from './labels.ts';
import { rowWeights, type Weighted } from './weights.ts';

/** Options of `calibrationCurve`. */
export interface CalibrationOptions<L extends Label = Label> extends Weighted {
  /** The number of bins, at least 1. Default 10. */
  readonly bins?: number;
  /** Bins of equal width, or of equally many rows (which takes no weights). Default 'uniform'. */
  readonly strategy?: 'uniform' | 'quantile';
  /** For one probability per row: the label it belongs to. Default 1 or true. */
  readonly positive?: L;
}

/** Bins that hold rows, by rising probability. */
export interface CalibrationCurve {
  /** Mean predicted probability of each bin. */
  readonly predicted: Float64Array;
  /** Share of positive rows in each bin. */
  readonly observed: Float64Array;
  /** Weight of the rows in each bin. */
  readonly weight: Float64Array;
}

/** Rows gathered into bins by their probability. */
export const binned = (
  where: string,
  isPositive: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  options: Omit<CalibrationOptions, 'positive'>,
): CalibrationCurve => {
  const { bins = 10, strategy = 'uniform' } = options;
  if (typeof bins !== 'number') throw typeError(where, 'bins', 'an integer of at least 1', bins);
  if (!(Number.isSafeInteger(bins) && bins >= 1))
    throw rangeError(where, 'bins', 'an integer of at least 1', bins);
  if (strategy !== 'uniform' && strategy !== 'quantile')
    throw rangeError(where, 'strategy', "'uniform' or 'quantile'", strategy);
  if (strategy === 'quantile' && options.weights !== undefined)
    throw rangeError(where, 'weights', "left out for strategy 'quantile'", options.weights);
  const weights = rowWeights(where, options.weights, isPositive.length);
  const edges = strategy === 'uniform' ? uniformEdges(bins) : quantileEdges(bins, probabilities);
  const totals = {
    weight: new Float64Array(bins),
    predicted: new Float64Array(bins),
    observed: new Float64Array(bins),
  };
  for (let i = 0; i < weights.length; i++) {
    const bin = binOf(edges, probabilities[i]);
    totals.weight[bin] += weights[i];
    totals.predicted[bin] += weights[i] * probabilities[i];
    totals.observed[bin] += weights[i] * isPositive[i];
  }
  const held = (_: number, bin: number) => totals.weight[bin] > 0;
  const weight = totals.weight.filter(held);
  const mean = (sums: Float64Array) => sums.filter(held).map((sum, bin) => sum / weight[bin]);
  return { predicted: mean(totals.predicted), observed: mean(totals.observed), weight };
};

/** The inner edges 1/n, 2/n, …, computed as NumPy's `linspace` does. */
const uniformEdges = (bins: number): Float64Array =>
  new Float64Array(bins - 1).map((_, k) => (k + 1) * (1 / bins));

/** Inner edges at equal shares of the sorted values, by linear interpolation. */
const quantileEdges = (bins: number, values: ArrayLike<number>): Float64Array => {
  const sorted = Float64Array.from(values).sort();
  return new Float64Array(bins - 1).map((_, k) => {
    const at = (k + 1) * (1 / bins) * (sorted.length - 1);
    const below = sorted[Math.floor(at)];
    const above = sorted[Math.ceil(at)];
    return below + (above - below) * (at - Math.floor(at));
  });
};

/** The number of inner edges below p. */
const binOf = (edges: Float64Array, p: number): number => {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle] < p) low = middle + 1;
    else high = middle;
  }
  return low;
};

import type { Matrix } from '@betahat/linalg';

/** Largest minus smallest entry of each column (0 among them where X is sparse). */
export const columnSpread = (X: Matrix): Float64Array => {
  const low = new Float64Array(X.cols);
  const high = new Float64Array(X.cols);
  if (X.kind === 'csr') {
    for (let at = 0; at < X.values.length; at++) widen(low, high, X.columns[at], X.values[at]);
  } else {
    low.set(X.data.subarray(0, X.cols));
    high.set(low);
    for (let at = 0; at < X.data.length; at++) widen(low, high, at % X.cols, X.data[at]);
  }
  return high.map((value, j) => value - low[j]);
};

const widen = (low: Float64Array, high: Float64Array, column: number, value: number): void => {
  low[column] = Math.min(low[column], value);
  high[column] = Math.max(high[column], value);
};

import { median } from './median.ts';

/** Three digits that count, without an exponent. */
export const digits = (value: number): string =>
  value >= 1000 ? value.toFixed(0) : value.toPrecision(3);

export const scientific = (value: number): string => value.toExponential(1);

/** The median of sorted numbers, and from where to where they reach. */
export const spread = (sorted: readonly number[]): string =>
  `${digits(median(sorted))} (${digits(sorted[0]!)}–${digits(sorted.at(-1)!)})`;

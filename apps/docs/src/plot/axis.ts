import { scaleLinear, scaleLog } from 'd3-scale';

/** One axis of a plot, as its maker thinks of it. */
export interface Axis {
  /** With the unit, if there is one. */
  readonly title: string;
  readonly domain: readonly [number, number];
  readonly log?: boolean;
  /** About how many ticks. Default 5. */
  readonly ticks?: number;
  readonly format?: (value: number) => string;
}

interface Tick {
  readonly at: number;
  readonly text: string;
}

/** An axis laid onto pixels. */
export interface PlacedAxis {
  readonly at: (value: number) => number;
  readonly from: (pixel: number) => number;
  readonly ticks: readonly Tick[];
}

/** From 0.001 to 10000 in full, farther powers as 1e−4. */
export const powerOfTen = (exponent: number): string =>
  exponent >= -3 && exponent <= 4
    ? String(10 ** exponent)
    : `1e${String(exponent).replace('-', '−')}`;

const powersWithin = ([low, high]: readonly [number, number], count: number): number[] => {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const step = Math.max(1, Math.ceil((last - first) / count));
  return Array.from(
    { length: Math.floor((last - first) / step) + 1 },
    (_, i) => 10 ** (first + i * step),
  );
};

/** The axis over pixels from `range[0]` to `range[1]`. */
export const placeAxis = (axis: Axis, range: readonly [number, number]): PlacedAxis => {
  const { domain, log = false, ticks = 5, format } = axis;
  const scale = (log ? scaleLog() : scaleLinear()).domain(domain).range(range);
  const values = log ? powersWithin(domain, ticks) : scale.ticks(ticks);
  const text =
    format ??
    (log ? (value: number) => powerOfTen(Math.round(Math.log10(value))) : scale.tickFormat(ticks));
  return {
    at: (value) => scale(value)!,
    from: (pixel) => scale.invert(pixel),
    ticks: values.map((value) => ({ at: scale(value)!, text: text(value).replace('-', '−') })),
  };
};

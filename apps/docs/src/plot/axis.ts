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
  /** Words in place of numbers, the i-th in the middle between i and i + 1. */
  readonly levels?: readonly string[];
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

const LONGEST = 12;
const MOST_LEVELS = 12;

const shortened = (word: string) =>
  word.length > LONGEST ? `${word.slice(0, LONGEST - 1)}…` : word;

/** Each word, or of many every second, third …, so that they do not run into each other. */
const ticksOfLevels = (levels: readonly string[], at: (value: number) => number): Tick[] => {
  const step = Math.ceil(levels.length / MOST_LEVELS);
  return levels
    .map((level, i) => ({ at: at(i + 0.5), text: shortened(level) }))
    .filter((_, i) => i % step === 0);
};

const powersWithin = ([low, high]: readonly [number, number], count: number): number[] => {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const step = Math.max(1, Math.ceil((last - first) / count));
  return Array.from(
    { length: Math.floor((last - first) / step) + 1 },
    (_, i) => 10 ** (first + i * step),
  );
};

const FEW = 3;

/** The powers of ten of a logarithmic axis; where there are few, twice and five times them as well. */
const logarithmic = (domain: readonly [number, number], count: number): number[] => {
  const powers = powersWithin(domain, count);
  if (powers.length > FEW) return powers;
  const first = Math.floor(Math.log10(domain[0]));
  const decades = Array.from({ length: FEW + 1 }, (_, i) => first + i);
  return decades
    .flatMap((exponent) => [1, 2, 5].map((digit) => digit * 10 ** exponent))
    .filter((value) => value >= domain[0] * (1 - 1e-9) && value <= domain[1] * (1 + 1e-9));
};

/** 2 or 5 times a power of ten, or the power itself. */
const roundNumber = (value: number): string => {
  const exponent = Math.floor(Math.log10(value) + 1e-9);
  const digit = Math.round(value / 10 ** exponent);
  if (digit === 1) return powerOfTen(exponent);
  return exponent >= -3 && exponent <= 4
    ? String(Number(value.toPrecision(1)))
    : powerOfTen(exponent).replace('1', String(digit));
};

/** The axis over pixels from `range[0]` to `range[1]`. */
export const placeAxis = (axis: Axis, range: readonly [number, number]): PlacedAxis => {
  const { domain, log = false, ticks = 5, format, levels } = axis;
  const scale = (log ? scaleLog() : scaleLinear()).domain(domain).range(range);
  const values = log ? logarithmic(domain, ticks) : scale.ticks(ticks);
  const linear = scale.tickFormat(ticks);
  const text = (value: number) => (log ? roundNumber(value) : linear(value).replace('-', '−'));
  const at = (value: number) => scale(value)!;
  return {
    at,
    from: (pixel) => scale.invert(pixel),
    ticks: levels
      ? ticksOfLevels(levels, at)
      : values.map((value) => ({ at: at(value), text: format?.(value) ?? text(value) })),
  };
};

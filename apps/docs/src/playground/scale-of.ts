import type { FittedColumn } from '@betahat/features';
import { evenly } from '../plot/lattice.ts';

/** How the cells of a column lie along an axis. */
export interface ColumnScale {
  readonly domain: readonly [number, number];
  /** Positions at which a model is asked; between two of them it changes little, or at once. */
  readonly centres: readonly number[];
  /** Where a cell lies; null for an empty one. */
  readonly positionOf: (cell: string) => number | null;
  /** A cell at a position, as the model is asked about it. */
  readonly cellAt: (position: number) => string | number;
  /** Words along the axis, the i-th from i to i + 1; null for numbers and dates. */
  readonly levels: readonly string[] | null;
  /** How a position is written, where it is no number of its own. */
  readonly format: ((position: number) => string) | null;
}

/** Milliseconds in a day. */
const DAY = 86_400_000;

const MARGIN = 0.06;
const CELLS = 40;

/** Half the width of the step from one word to the next. */
const STEP = 1e-3;

const isBlank = (cell: string) => cell.trim() === '';

/** Days since 1970; a time without a zone is UTC, as for the model. */
const daysOf = (cell: string): number => {
  const text = cell.trim().replace(' ', 'T');
  return Date.parse(/T[\d:.]+$/.test(text) ? `${text}Z` : text) / DAY;
};
const dateAt = (days: number) => new Date(Math.round(days) * DAY).toISOString().slice(0, 10);

/** Where values lie, with a margin. */
const spread = (values: readonly number[]): [number, number] => {
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  const margin = MARGIN * (high - low || 1);
  return [low - margin, high + margin];
};

const ofLevels = (levels: readonly string[], levelOf: (cell: string) => string): ColumnScale => ({
  domain: [0, levels.length],
  centres: [-1, ...levels.flatMap((_, i) => [i + STEP, i + 1 - STEP]), levels.length + 1],
  positionOf: (cell) => {
    const i = levels.indexOf(levelOf(cell));
    return i < 0 ? null : i + 0.5;
  },
  cellAt: (position) => levels[Math.min(levels.length - 1, Math.max(0, Math.floor(position)))]!,
  levels,
  format: null,
});

const ofQuantity = (cells: readonly string[], read: (cell: string) => number) => {
  const domain = spread(cells.filter((cell) => !isBlank(cell)).map(read));
  return {
    domain,
    centres: evenly(domain, CELLS),
    positionOf: (cell: string) => (isBlank(cell) ? null : read(cell)),
    levels: null,
  };
};

/** Any column as an axis: numbers and dates as they are, words and yes or no a band each. */
export const scaleOf = (column: FittedColumn, cells: readonly string[]): ColumnScale => {
  if (column.type === 'categorical')
    return ofLevels([...column.levels, ...column.pooled], (cell) => cell);
  if (column.type === 'boolean')
    return ofLevels(['false', 'true'], (cell) =>
      /^(1|true)$/i.test(cell.trim()) ? 'true' : isBlank(cell) ? '' : 'false',
    );
  return column.type === 'date'
    ? { ...ofQuantity(cells, daysOf), cellAt: dateAt, format: dateAt }
    : { ...ofQuantity(cells, Number), cellAt: (position) => position, format: null };
};

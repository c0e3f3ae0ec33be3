import { readDays } from './read-days.ts';

/**
 * Readers of one cell, by the type of its column. Each gives undefined for a cell that is not of
 * the type; holes are asked about before.
 */

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** A finite number, a bigint (rounded to double), or text that writes a decimal number. */
export const readNumber = (cell: unknown): number | undefined => {
  const value =
    typeof cell === 'number'
      ? cell
      : typeof cell === 'bigint' || (typeof cell === 'string' && DECIMAL.test(cell.trim()))
        ? Number(cell)
        : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
};

/** true, false, 1, 0, or one of these as text in any case, as 1 or 0. */
export const readBoolean = (cell: unknown): number | undefined => {
  const text = String(cell).trim().toLowerCase();
  if (text === 'true' || text === '1') return 1;
  return text === 'false' || text === '0' ? 0 : undefined;
};

/** The level that a cell stands for, as text. */
export const readLevel = (cell: unknown): string | undefined => {
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number' || typeof cell === 'bigint' || typeof cell === 'boolean')
    return String(cell);
  const days = readDays(cell);
  return days === undefined ? undefined : new Date(days * 86_400_000).toISOString();
};

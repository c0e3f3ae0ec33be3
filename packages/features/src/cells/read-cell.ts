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

const DATE =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?(?:Z|([+-])(\d{2}):?(\d{2}))?)?$/;

const DAY = 86_400_000;

/**
 * Days since 1970-01-01 UTC of a Date or of an ISO 8601 date, with a time or without. A time without
 * a zone is UTC, so that the machine's own zone never matters.
 */
export const readDays = (cell: unknown): number | undefined => {
  if (Object.prototype.toString.call(cell) === '[object Date]') {
    const days = (cell as Date).getTime() / DAY;
    return Number.isFinite(days) ? days : undefined;
  }
  const match = typeof cell === 'string' ? DATE.exec(cell.trim()) : null;
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second, zoneHour, zoneMinute] = [
    match[1],
    match[2],
    match[3],
    match[4],
    match[5],
    match[6],
    match[8],
    match[9],
  ].map((digits) => Number(digits ?? 0));
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, day); // Date.UTC takes year 20 for 1920
  const isReal = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day;
  if (!isReal || hour > 24 || minute > 59 || second >= 61) return undefined;
  const zone = (match[7] === '-' ? -1 : 1) * (zoneHour * 60 + zoneMinute);
  return (midnight.getTime() + ((hour * 60 + minute - zone) * 60 + second) * 1000) / DAY;
};

/** The level that a cell stands for, as text. */
export const readLevel = (cell: unknown): string | undefined => {
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number' || typeof cell === 'bigint' || typeof cell === 'boolean')
    return String(cell);
  const days = readDays(cell);
  return days === undefined ? undefined : new Date(days * DAY).toISOString();
};

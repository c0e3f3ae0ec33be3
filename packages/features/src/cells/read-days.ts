/** Milliseconds in a day. */
const DAY = 86_400_000;

const TIME = /^[T ](\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?(?:Z|([+-])(\d{2}):?(\d{2}))?$/;

/**
 * Days since 1970-01-01 UTC of a Date or of an ISO 8601 date, with a time or without; undefined for
 * anything else. A time without a zone is UTC, so that the machine's own zone never matters.
 *
 * The date is read by character, without a regular expression or a Date: tables have millions.
 */
export const readDays = (cell: unknown): number | undefined => {
  if (typeof cell !== 'string') {
    if (Object.prototype.toString.call(cell) !== '[object Date]') return undefined;
    const days = (cell as Date).getTime() / DAY;
    return Number.isFinite(days) ? days : undefined;
  }
  const text = cell.trim();
  if (text.length < 10 || text[4] !== '-' || text[7] !== '-') return undefined;
  const days = daysOf(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
  if (days === undefined || text.length === 10) return days;
  const seconds = secondsOf(text.slice(10));
  return seconds === undefined ? undefined : (days * DAY + seconds * 1000) / DAY;
};

/** The number that the digits from start to end write; NaN if one is none. */
const digits = (text: string, start: number, end: number): number => {
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
};

/**
 * Days from 1970-01-01 to a date of the Gregorian calendar; undefined if there is no such date.
 * Years are counted from March, so that the leap day is the last.
 * @see H. Hinnant, chrono-compatible low-level date algorithms, `days_from_civil`
 */
const daysOf = (year: number, month: number, day: number): number | undefined => {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= lastDay(year, month))) return undefined;
  const y = month > 2 ? year : year - 1;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return y * 365 + leaps + ofYear - 719_468;
};

const lastDay = (year: number, month: number): number => {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
};

/** Seconds of a time of day, a zone's offset taken off. */
const secondsOf = (text: string): number | undefined => {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const [hour, minute, second] = [match[1], match[2], match[3] ?? 0].map(Number);
  if (hour > 24 || minute > 59 || second >= 61) return undefined;
  const offset = (match[4] === '-' ? -1 : 1) * (Number(match[5] ?? 0) * 60 + Number(match[6] ?? 0));
  return (hour * 60 + minute - offset) * 60 + second;
};

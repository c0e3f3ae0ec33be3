/** English formats whatever the machine's language, so that output can be compared. */
const LOCALE = 'en-US';

const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const fourDecimals = new Intl.NumberFormat(LOCALE, {
  minimumFractionDigits: 4,
  maximumFractionDigits: 4,
  useGrouping: false,
});
const fiveDigits = new Intl.NumberFormat(LOCALE, {
  maximumSignificantDigits: 5,
  useGrouping: false,
});
const percentage = new Intl.NumberFormat(LOCALE, {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const scientific = (value: number, digits: number): string => value.toExponential(digits);

/** 1,797 */
export const count = (value: number): string => whole.format(value);

/** 62.7% */
export const percent = (share: number): string => percentage.format(share);

/** Four decimals, so that a column of numbers lines up; powers of ten where they would not show it. */
export const decimals = (value: number): string => {
  const size = Math.abs(value);
  if (value !== 0 && (size < 0.00005 || size >= 1e6)) return scientific(value, 2);
  return Number.isFinite(value) ? fourDecimals.format(value) : String(value);
};

/** Five significant digits. */
export const digits = (value: number): string => {
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-4 || size >= 1e6)) return scientific(value, 4);
  return Number.isFinite(value) ? fiveDigits.format(value) : String(value);
};

/** A small number of which only the size is of interest: 3.1e-15 */
export const magnitude = (value: number): string => (value === 0 ? '0' : scientific(value, 1));

/** "1 row", "2 rows" */
export const plural = (value: number, noun: string): string =>
  `${count(value)} ${noun}${value === 1 ? '' : noun.endsWith('s') ? 'es' : 's'}`;

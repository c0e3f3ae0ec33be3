/** Six digits where they say something, powers of ten where the number is far from 1. */
export const shown = (value: number, digits = 6): string => {
  if (value === 0) return '0';
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'none' : value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  const text =
    size < 1e-4 || size >= 10 ** Math.max(6, digits)
      ? value.toExponential(Math.min(digits, 3) - 1)
      : size >= 10 ** digits
        ? String(Math.round(value))
        : value.toPrecision(digits);
  return text.replace('-', '−').replace(/e[+]?(−|-)?/, (_, sign) => `e${sign ? '−' : ''}`);
};

/** A difference to the notebook: one digit and its power, or 0. */
export const shownDifference = (value: number): string =>
  value === 0 ? '0' : value.toExponential(0).replace('e+', 'e').replaceAll('-', '−');

export const percent = (share: number): string => `${(100 * share).toFixed(1)}\u00a0%`;

/**
 * |actual − expected| / |expected|, for numbers or, entry by entry, the largest over two arrays.
 *
 * Equal values (NaN and infinities included) are at 0; where only one side is finite, or the
 * lengths differ, Infinity.
 * @param floor the smallest denominator, for expected values near zero. Default 0
 * @example
 * relativeError(1.01, 1); // about 0.01
 * relativeError([1, 2.2], [1, 2]); // about 0.1
 */
export const relativeError = (
  actual: number | ArrayLike<number>,
  expected: number | ArrayLike<number>,
  floor = 0,
): number => {
  if (typeof actual === 'number' && typeof expected === 'number')
    return ofNumbers(actual, expected, floor);
  if (typeof actual === 'number' || typeof expected === 'number') return Number.POSITIVE_INFINITY;
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let worst = 0;
  for (let i = 0; i < actual.length; i++)
    worst = Math.max(worst, ofNumbers(actual[i], expected[i], floor));
  return worst;
};

const ofNumbers = (actual: number, expected: number, floor: number): number => {
  if (actual === expected || Object.is(actual, expected)) return 0;
  if (!Number.isFinite(actual) || !Number.isFinite(expected)) return Number.POSITIVE_INFINITY;
  return Math.abs(actual - expected) / Math.max(Math.abs(expected), floor);
};

import { expect } from 'vitest';

/**
 * Sums taken in another order agree to n·ε times the sum of absolute terms; `size` bounds that sum.
 * NaN and infinities must be equal.
 */
export const expectClose = (
  got: ArrayLike<number>,
  expected: ArrayLike<number>,
  size = 1,
): void => {
  expect(got.length).toBe(expected.length);
  for (let i = 0; i < got.length; i++) {
    if (Object.is(got[i], expected[i])) continue;
    const gap = Math.abs(got[i] - expected[i]);
    const bound = 1e-14 * Math.max(size, Math.abs(expected[i]));
    if (!(gap <= bound)) expect.fail(`entry ${i}: got ${got[i]}, expected ${expected[i]}`);
  }
};

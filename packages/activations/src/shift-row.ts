import type { FloatArray } from '@betahat/linalg';

/**
 * The step that softmax, log-softmax and their losses share: the row less its maximum m, and
 *
 *     s = Σ_{k ≠ argmax} e^(xₖ − m)        (so that Σₖ e^(xₖ − m) = 1 + s)
 *
 * The largest term, e⁰ = 1, is left out of the sum: log(1 + s) can then be had from `log1p`, which
 * keeps the digits of a small s. The sum is compensated (Kahan), so that wide rows lose nothing.
 *
 * `row` receives xⱼ − m. Where m is +Infinity, its entry becomes 0 and the others −Infinity, the
 * limit; two such entries, all −Infinity, or a NaN make s NaN, and with it all that follows.
 *
 * For those who build on softmax: no checks, no allocation.
 * @param x numbers with a row at `at` … `at + width − 1`
 * @param row `width` entries, filled; it may be x itself where `at` is 0
 * @returns s
 * @example
 * import { shiftRow } from '@betahat/activations';
 * const row = new Float64Array(3);
 * shiftRow(Float64Array.of(5, 5, -Infinity), 0, 3, row); // 1
 * row; // Float64Array [0, 0, -Infinity]
 */
export const shiftRow = (x: FloatArray, at: number, width: number, row: Float64Array): number =>
  sumRow(x, at, width, row, 0, false);

/**
 * The same into the row from `to` on, or with the terms e^(xⱼ − m) in it: they are at hand, and take as
 * long again to make anew.
 */
export const sumRow = (
  x: FloatArray,
  at: number,
  width: number,
  row: Float64Array,
  to: number,
  terms: boolean,
): number => {
  let top = 0;
  for (let j = 1; j < width; j++) if (x[at + j]! > x[at + top]!) top = j;
  const m = x[at + top]!;
  let s = 0;
  let lost = 0;
  for (let j = 0; j < width; j++) {
    // Infinity − Infinity is NaN; a single infinite logit is at distance 0 from itself all the same.
    const shifted = j === top && m === Infinity ? 0 : x[at + j]! - m;
    const e = Math.exp(shifted);
    row[to + j] = terms ? e : shifted;
    if (j === top) continue;
    const term = e - lost;
    const next = s + term;
    lost = next - s - term;
    s = next;
  }
  return s;
};

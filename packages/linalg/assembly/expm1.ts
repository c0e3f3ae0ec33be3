// e^x − 1 of two numbers at once, within two units in the last place over the whole range.
//
// x = k·ln 2 + r with |r| ≤ ln 2 / 2 and e^r by its series to the 13th power (the rest is below 2^-57);
// then e^x − 1 = (2^k − 1) + 2^k·r + 2^k·(e^r − 1 − r), the first two added without loss.

import { exp } from "./exp";
import { madd } from "./pair";

/** Pairs of equal numbers, 16 bytes each. */
const TABLE = memory.data<f64>([
  1.4426950408889634, 1.4426950408889634, // 0: 1 / ln 2
  6755399441055744.0, 6755399441055744.0, // 16: 1.5·2^52, which moves an integer to the low bits
  -6.93147180369123816490e-01, -6.93147180369123816490e-01, // 32: −ln 2, the high 32 bits
  -1.90821492927058770002e-10, -1.90821492927058770002e-10, // 48: −ln 2, what is left
  0.5, 0.5, // 64: 1/2!
  0.16666666666666666, 0.16666666666666666, // 80: 1/3!
  0.041666666666666664, 0.041666666666666664, // 96: 1/4!
  0.008333333333333333, 0.008333333333333333, // 112: 1/5!
  0.001388888888888889, 0.001388888888888889, // 128: 1/6!
  0.0001984126984126984, 0.0001984126984126984, // 144: 1/7!
  2.48015873015873e-05, 2.48015873015873e-05, // 160: 1/8!
  2.7557319223985893e-06, 2.7557319223985893e-06, // 176: 1/9!
  2.755731922398589e-07, 2.755731922398589e-07, // 192: 1/10!
  2.505210838544172e-08, 2.505210838544172e-08, // 208: 1/11!
  2.08767569878681e-09, 2.08767569878681e-09, // 224: 1/12!
  1.6059043836821613e-10, 1.6059043836821613e-10, // 240: 1/13!
  708.0, 708.0, // 256: up to here 2^k is a normal number
  1.0, 1.0, // 272
]);

/** The exponent's bias, in a pair. */
const BIAS = memory.data<i64>([1023, 1023]);

/** (e^r − 1 − r) / r² for |r| ≤ ln 2 / 2, by Estrin's scheme: no chain is longer than five. */
function series(r: v128, r2: v128): v128 {
  const r4 = f64x2.mul(r2, r2);
  const a = madd(r, v128.load(TABLE, 80), v128.load(TABLE, 64));
  const b = madd(r, v128.load(TABLE, 112), v128.load(TABLE, 96));
  const c = madd(r, v128.load(TABLE, 144), v128.load(TABLE, 128));
  const d = madd(r, v128.load(TABLE, 176), v128.load(TABLE, 160));
  const e = madd(r, v128.load(TABLE, 208), v128.load(TABLE, 192));
  const f = madd(r, v128.load(TABLE, 240), v128.load(TABLE, 224));
  const high = madd(r4, madd(r2, f, e), madd(r2, d, c));
  return madd(r4, high, madd(r2, b, a));
}

/** e^x − 1, without the loss of digits near 0 that exp(x) − 1 has. NaN, −0 and ∞ stay. */
export function expm1(x: v128): v128 {
  const magic = v128.load(TABLE, 16);
  const limit = v128.load(TABLE, 256);
  const y = f64x2.pmax(f64x2.pmin(x, limit), f64x2.neg(limit));
  const shifted = madd(y, v128.load(TABLE), magic);
  const k = f64x2.sub(shifted, magic);
  const high = madd(k, v128.load(TABLE, 32), y);
  const r = madd(k, v128.load(TABLE, 48), high);
  // What rounding took from r; near 0, where k = 0, nothing.
  const lost = madd(k, v128.load(TABLE, 48), f64x2.sub(high, r));
  const r2 = f64x2.mul(r, r);
  const tail = madd(r2, series(r, r2), lost);
  const s = i64x2.shl(i64x2.add(shifted, v128.load(BIAS)), 52);
  const base = f64x2.sub(s, v128.load(TABLE, 272));
  const a = f64x2.mul(s, r);
  const sum = f64x2.add(base, a);
  const back = f64x2.sub(sum, base);
  const error = f64x2.add(f64x2.sub(base, f64x2.sub(sum, back)), f64x2.sub(a, back));
  const result = f64x2.add(sum, f64x2.add(error, f64x2.mul(s, tail)));
  const small = v128.bitselect(x, result, f64x2.eq(x, f64x2.splat(0))); // −0 stays −0
  const beyond = f64x2.gt(f64x2.abs(x), limit);
  if (v128.any_true(beyond)) {
    return v128.bitselect(f64x2.sub(exp(x), f64x2.splat(1)), small, beyond);
  }
  return small;
}

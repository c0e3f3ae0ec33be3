// log(1 + x) of two numbers at once, after fdlibm's s_log1p.c (Sun Microsystems 1993): within one unit
// in the last place over the whole range.
//
// 1 + x = 2^k·(1 + f) with √½ < 1 + f < √2; log(1 + f) = f − f²/2 + s·(f²/2 + R(s²)) with s = f / (2 + f).
// What 1 + x loses by rounding is put back as c.

import { madd } from "./pair";

const TABLE = memory.data<f64>([
  6.666666666666735130e-01, 6.666666666666735130e-01, // 0: Lp1
  3.999999999940941908e-01, 3.999999999940941908e-01, // 1
  2.857142874366239149e-01, 2.857142874366239149e-01, // 2
  2.222219843214978396e-01, 2.222219843214978396e-01, // 3
  1.818357216161805012e-01, 1.818357216161805012e-01, // 4
  1.531383769920937332e-01, 1.531383769920937332e-01, // 5
  1.479819860511658591e-01, 1.479819860511658591e-01, // 6: Lp7
  6.93147180369123816490e-01, 6.93147180369123816490e-01, // 7: ln 2, the high 32 bits
  1.90821492927058770002e-10, 1.90821492927058770002e-10, // 8: ln 2, what is left
  0.41421356237309503, 0.41421356237309503, // 9: √2 − 1
  -0.2928932188134524, -0.2928932188134524, // 10: √½ − 1
  4503599627370496.0, 4503599627370496.0, // 11: 2^52
  1.7976931348623157e308, 1.7976931348623157e308, // 12: the largest number
  1.0, 1.0, // 13
  0.5, 0.5, // 14
  2.0, 2.0, // 15
  1023.0, 1023.0, // 16
  -1.0, -1.0, // 17
]);

/** Bit patterns, in pairs. */
const BITS = memory.data<i64>([
  0x000fffffffffffff, 0x000fffffffffffff, // 0: the fraction
  0x3fe6a09e667f3bcd, 0x3fe6a09e667f3bcd, // 16: √½
  0x00095f619980c433, 0x00095f619980c433, // 32: 1 less √½
]);

/** log(1 + x). −1 gives −∞, below it NaN; ∞ gives ∞; −0 and the smallest numbers come back as they are. */
export function log1p(x: v128): v128 {
  const one = v128.load(TABLE, 208);
  const u = f64x2.add(one, x);
  // The exponent of u once its fraction is taken relative to √½: adding the difference of the bit
  // patterns of 1 and √½ carries into the exponent where the fraction is √2 or more.
  const bits = i64x2.add(u, v128.load(BITS, 32));
  const exponent = i64x2.shr_u(bits, 52);
  // An integer below 2^52 becomes that number as the low bits of 2^52.
  const k = f64x2.sub(
    f64x2.sub(v128.or(exponent, v128.load(TABLE, 176)), v128.load(TABLE, 176)),
    v128.load(TABLE, 256),
  );
  const fraction = i64x2.add(
    v128.and(bits, v128.load(BITS)),
    v128.load(BITS, 16),
  );
  // Near 0 the exact f is x itself.
  const near = v128.and(f64x2.gt(x, v128.load(TABLE, 160)), f64x2.lt(x, v128.load(TABLE, 144)));
  const f = v128.bitselect(x, f64x2.sub(fraction, one), near);
  // c = (what rounding 1 + x lost) / u; for x ≥ 1 it is 1 − (u − x), below x − (u − 1).
  const large = f64x2.ge(x, one);
  const lost = v128.bitselect(
    f64x2.sub(one, f64x2.sub(u, x)),
    f64x2.sub(x, f64x2.sub(u, one)),
    large,
  );
  const c = v128.andnot(f64x2.div(lost, u), near);
  const kn = v128.andnot(k, near);
  const half = f64x2.mul(v128.load(TABLE, 224), f64x2.mul(f, f));
  const s = f64x2.div(f, f64x2.add(v128.load(TABLE, 240), f));
  const z = f64x2.mul(s, s);
  const w = f64x2.mul(z, z);
  const odd = madd(w, madd(w, madd(w, v128.load(TABLE, 96), v128.load(TABLE, 64)), v128.load(TABLE, 32)), v128.load(TABLE));
  const even = madd(w, madd(w, v128.load(TABLE, 80), v128.load(TABLE, 48)), v128.load(TABLE, 16));
  const r = f64x2.mul(z, madd(z, even, odd));
  const low = madd(kn, v128.load(TABLE, 128), c);
  const inner = f64x2.add(f64x2.mul(s, f64x2.add(half, r)), low);
  const y = madd(kn, v128.load(TABLE, 112), f64x2.sub(f, f64x2.sub(half, inner)));
  // Outside (−1, ∞): u·∞ is −∞ at −1 once its sign is turned, NaN at NaN; ∞ stays.
  const plain = v128.and(f64x2.gt(x, v128.load(TABLE, 272)), f64x2.le(x, v128.load(TABLE, 192)));
  if (!i64x2.all_true(plain)) {
    const above = f64x2.gt(x, one);
    const edge = v128.bitselect(x, f64x2.div(f64x2.sqrt(u), f64x2.splat(0)), above);
    const outside = v128.bitselect(x, f64x2.neg(edge), above);
    const ends = v128.bitselect(f64x2.splat(-Infinity), outside, f64x2.eq(u, f64x2.splat(0)));
    return v128.bitselect(y, ends, plain);
  }
  return v128.bitselect(x, y, f64x2.eq(x, f64x2.splat(0)));
}

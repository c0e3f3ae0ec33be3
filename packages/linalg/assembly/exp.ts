// The exponential of two numbers at once, within one unit in the last place over the whole range.
//
// x = (n / 32)·ln 2 + r with |r| ≤ ln 2 / 64: e^x = 2^(n div 32) · 2^((n mod 32) / 32) · e^r, the second
// factor from a table, the third from its series to r^6 (the rest is below 2^-57). A table with a short
// series takes half the multiplications of a long series over |r| ≤ ln 2 / 2.
//
// Constants are loaded from memory: as literals an engine rebuilds each in registers where it is used.

import { madd } from "./pair";

/** The bits of 2^(j/32), less j·2^47: adding n·2^47 then leaves n div 32 in the exponent. */
const POWERS = memory.data<i64>([
  0x3ff0000000000000, 0x3fefd9b0d3158574, 0x3fefb5586cf9890f, 0x3fef9301d0125b51,
  0x3fef72b83c7d517b, 0x3fef54873168b9aa, 0x3fef387a6e756238, 0x3fef1e9df51fdee1,
  0x3fef06fe0a31b715, 0x3feef1a7373aa9cb, 0x3feedea64c123422, 0x3feece086061892d,
  0x3feebfdad5362a27, 0x3feeb42b569d4f82, 0x3feeab07dd485429, 0x3feea47eb03a5585,
  0x3feea09e667f3bcd, 0x3fee9f75e8ec5f74, 0x3feea11473eb0187, 0x3feea589994cce13,
  0x3feeace5422aa0db, 0x3feeb737b0cdc5e5, 0x3feec49182a3f090, 0x3feed503b23e255d,
  0x3feee89f995ad3ad, 0x3feeff76f2fb5e47, 0x3fef199bdd85529c, 0x3fef3720dcef9069,
  0x3fef5818dcfba487, 0x3fef7c97337b9b5f, 0x3fefa4afa2a490da, 0x3fefd0765b6e4540,
]);

/** Pairs of equal numbers, 16 bytes each. */
const TABLE = memory.data<f64>([
  46.16624130844683, 46.16624130844683, // 0: 32 / ln 2
  6755399441055744.0, 6755399441055744.0, // 16: 1.5·2^52, which moves an integer to the low bits
  -0.021660849219188094, -0.021660849219188094, // 32: −ln 2 / 32, 27 bits, so that n·this is exact
  -1.733101967801894e-10, -1.733101967801894e-10, // 48: −ln 2 / 32, what is left
  0.5, 0.5, // 64: 1/2!
  0.16666666666666666, 0.16666666666666666, // 80: 1/3!
  0.041666666666666664, 0.041666666666666664, // 96
  0.008333333333333333, 0.008333333333333333, // 112
  0.001388888888888889, 0.001388888888888889, // 128: 1/6!
  710.0, 710.0, // 144: beyond, e^x is infinite
  -746.0, -746.0, // 160: beyond, e^x is zero
  708.0, 708.0, // 176: up to here e^x is a normal number
]);

/** The bits of `index`·2^47 + POWERS[index mod 32] for both lanes. */
function power(shifted: v128): v128 {
  const a = <usize>(<u32>i64x2.extract_lane(shifted, 0) & 31) * 8;
  const b = <usize>(<u32>i64x2.extract_lane(shifted, 1) & 31) * 8;
  const pair = v128.load64_lane(POWERS + b, v128.load64_zero(POWERS + a), 1);
  return i64x2.add(pair, i64x2.shl(shifted, 47));
}

/** e^x. NaN stays NaN; e^−∞ = 0, e^∞ = ∞; results below 2^-1022 lose digits as they must. */
export function exp(x: v128): v128 {
  const magic = v128.load(TABLE, 16);
  // The limits come second: where x is NaN the comparison fails and x stays.
  x = f64x2.pmax(f64x2.pmin(x, v128.load(TABLE, 144)), v128.load(TABLE, 160));
  const shifted = madd(x, v128.load(TABLE), magic);
  const n = f64x2.sub(shifted, magic);
  const r = madd(n, v128.load(TABLE, 48), madd(n, v128.load(TABLE, 32), x));
  const r2 = f64x2.mul(r, r);
  const low = madd(r, v128.load(TABLE, 80), v128.load(TABLE, 64));
  const high = madd(r2, v128.load(TABLE, 128), madd(r, v128.load(TABLE, 112), v128.load(TABLE, 96)));
  const p = madd(r2, madd(r2, high, low), r);
  if (v128.any_true(f64x2.gt(f64x2.abs(x), v128.load(TABLE, 176)))) {
    // Near the ends the power itself may be no normal number: multiply by 2^h and then by the rest,
    // h half of n div 32.
    const h = f64x2.nearest(f64x2.mul(n, f64x2.splat(0.015625)));
    const rest = power(f64x2.add(f64x2.sub(n, f64x2.mul(h, f64x2.splat(32))), magic));
    const whole = i64x2.shl(i64x2.add(f64x2.add(h, magic), i64x2.splat(1023)), 52);
    return f64x2.mul(madd(p, rest, rest), whole);
  }
  const s = power(shifted);
  return madd(p, s, s);
}

/**
 * e^x over an array in place, `count` a multiple of four. The usual range stays in this loop, two
 * pairs at a time, its constants in registers; what is near the ends or beyond goes the long way.
 */
export function expInPlace(p: usize, count: i32): void {
  const end = p + <usize>count * 8;
  const limit = v128.load(TABLE, 176);
  const inverse = v128.load(TABLE);
  const magic = v128.load(TABLE, 16);
  const high = v128.load(TABLE, 32);
  const low = v128.load(TABLE, 48);
  const c2 = v128.load(TABLE, 64);
  const c3 = v128.load(TABLE, 80);
  const c4 = v128.load(TABLE, 96);
  const c5 = v128.load(TABLE, 112);
  const c6 = v128.load(TABLE, 128);
  for (; p < end; p += 32) {
    const x = v128.load(p);
    const y = v128.load(p, 16);
    if (v128.any_true(v128.or(f64x2.gt(f64x2.abs(x), limit), f64x2.gt(f64x2.abs(y), limit)))) {
      v128.store(p, exp(x));
      v128.store(p, exp(y), 16);
      continue;
    }
    const shiftedX = madd(x, inverse, magic);
    const shiftedY = madd(y, inverse, magic);
    const nX = f64x2.sub(shiftedX, magic);
    const nY = f64x2.sub(shiftedY, magic);
    const r = madd(nX, low, madd(nX, high, x));
    const q = madd(nY, low, madd(nY, high, y));
    const r2 = f64x2.mul(r, r);
    const q2 = f64x2.mul(q, q);
    const hr = madd(r2, c6, madd(r, c5, c4));
    const hq = madd(q2, c6, madd(q, c5, c4));
    const er = madd(r2, madd(r2, hr, madd(r, c3, c2)), r);
    const eq = madd(q2, madd(q2, hq, madd(q, c3, c2)), q);
    const sX = power(shiftedX);
    const sY = power(shiftedY);
    v128.store(p, madd(er, sX, sX));
    v128.store(p, madd(eq, sY, sY), 16);
  }
}

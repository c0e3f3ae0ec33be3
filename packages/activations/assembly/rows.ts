// Softmax over rows in memory, `classes` to a row: what activations and losses share.
//
//     m = max o,  dⱼ = oⱼ − m,  eⱼ = exp(dⱼ),  s = Σ e over all classes but the largest

import { expNegative, expNormalFour, isTiny, one } from "./elementary";

function zero(): v128 {
  return f64x2.splat(0);
}

/**
 * d = o − max, row by row, into `d` (which may be o). Returns whether some e^d may be subnormal.
 *
 * One logit of +Infinity is at distance 0 from itself and infinitely far from the others. Two of them,
 * all −Infinity, or a NaN make the row NaN.
 */
export function shift(o: usize, d: usize, rows: i32, classes: i32): bool {
  const step: usize = <usize>classes << 3;
  const pairs: usize = <usize>(classes & ~1) << 3;
  const quads: usize = <usize>(classes & ~3) << 3;
  let low = zero();
  for (let i = 0; i < rows; i++) {
    let high = f64x2.splat(-Infinity);
    let j: usize = 0;
    for (; j < quads; j += 32) {
      const p = o + j;
      high = f64x2.pmax(high, f64x2.pmax(v128.load(p), v128.load(p, 16)));
    }
    if (j < pairs) high = f64x2.pmax(high, v128.load(o + j));
    if (pairs < step) high = f64x2.pmax(high, v128.load64_splat(o + pairs));
    // A NaN may get lost in the maximum: it comes back through its own difference.
    high = f64x2.pmax(high, v128.shuffle<f64>(high, high, 1, 0));
    const m = f64x2.extract_lane(high, 0);
    if (m - m == 0) {
      for (j = 0; j < quads; j += 32) {
        const p = o + j;
        const q = d + j;
        const x = f64x2.sub(v128.load(p), high);
        const y = f64x2.sub(v128.load(p, 16), high);
        low = f64x2.pmin(low, f64x2.pmin(x, y));
        v128.store(q, x);
        v128.store(q, y, 16);
      }
      if (j < pairs) {
        const x = f64x2.sub(v128.load(o + j), high);
        low = f64x2.pmin(low, x);
        v128.store(d + j, x);
      }
      if (pairs < step) {
        const x = f64x2.sub(v128.load64_splat(o + pairs), high);
        low = f64x2.pmin(low, x);
        v128.store64_lane(d + pairs, x, 0);
      }
    } else {
      tame(o, d, step);
      low = f64x2.splat(-Infinity);
    }
    o += step;
    d += step;
  }
  return isTiny(low);
}

function tame(o: usize, d: usize, step: usize): void {
  let infinite = 0;
  let bad = false;
  for (let j: usize = 0; j < step; j += 8) {
    const x = load<f64>(o + j);
    if (x == Infinity) infinite++;
    if (x != x) bad = true;
  }
  for (let j: usize = 0; j < step; j += 8) {
    const x = load<f64>(o + j);
    store<f64>(d + j, bad || infinite != 1 ? NaN : x == Infinity ? 0 : -Infinity);
  }
}

/** e = exp(d) over `count` numbers, in place; `tiny` as `shift` said. */
export function exponentials(d: usize, count: i32, tiny: bool): void {
  const end = d + (<usize>(count & ~1) << 3);
  const end4 = d + (<usize>(count & ~3) << 3);
  if (!tiny) {
    for (; d < end4; d += 32) expNormalFour(d);
  }
  for (; d < end; d += 16) v128.store(d, expNegative(v128.load(d)));
  if (count & 1) v128.store64_lane(d, expNegative(v128.load64_zero(d)), 0);
}

/**
 * s of a row of e. Those with e = 1 are left out of the sum by a mask and counted: one of them is the
 * largest, the others come back in as 1 each.
 */
export function totalOf(e: usize, step: usize, pairs: usize, quads: usize): f64 {
  let sum = zero();
  let ones = zero();
  let j: usize = 0;
  for (; j < quads; j += 32) {
    const p = e + j;
    const x = v128.load(p);
    const y = v128.load(p, 16);
    const topX = f64x2.eq(x, one());
    const topY = f64x2.eq(y, one());
    sum = f64x2.add(sum, f64x2.add(v128.andnot(x, topX), v128.andnot(y, topY)));
    ones = f64x2.add(ones, f64x2.add(v128.and(x, topX), v128.and(y, topY)));
  }
  if (j < pairs) {
    const x = v128.load(e + j);
    const top = f64x2.eq(x, one());
    sum = f64x2.add(sum, v128.andnot(x, top));
    ones = f64x2.add(ones, v128.and(x, top));
  }
  if (pairs < step) {
    const x = v128.load64_zero(e + pairs);
    const top = f64x2.eq(x, one());
    sum = f64x2.add(sum, v128.andnot(x, top));
    ones = f64x2.add(ones, v128.and(x, top));
  }
  const others = f64x2.extract_lane(ones, 0) + f64x2.extract_lane(ones, 1) - 1;
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1) + others;
}

/** A row times a number. */
export function scaleRow(from: usize, to: usize, step: usize, pairs: usize, quads: usize, scale: f64): void {
  const by = f64x2.splat(scale);
  let j: usize = 0;
  for (; j < quads; j += 32) {
    const p = from + j;
    const q = to + j;
    v128.store(q, f64x2.mul(v128.load(p), by));
    v128.store(q, f64x2.mul(v128.load(p, 16), by), 16);
  }
  if (j < pairs) v128.store(to + j, f64x2.mul(v128.load(from + j), by));
  if (pairs < step) store<f64>(to + pairs, load<f64>(from + pairs) * scale);
}

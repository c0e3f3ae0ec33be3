// Binary cross-entropy over rows in memory: one logit and one target y in [0, 1] per row.
//
//     e = exp(−|o|),  q = e/(1+e),  ℓ = log1p(e) + (o > 0 ? 1−y : y)·|o|
//     residual = (o > 0 ? (1−y) − q : q − y),  curvature = q/(1+e)
//
// In two steps over all rows of a call: e of every row first, by the exponential that softmax uses too,
// and then what is made of it. One exponential in place of one for each variant is a third of the code.
//
// Rows of weight 1 need no logarithm each: with R = Π(1 + eᵢ) − 1 their log1p(eᵢ) add up to log1p(R).
// R takes one row as R + e(1 + R), which keeps the digits of small e where a product of 1 + e would
// round them away. Each of four lanes has its own R; at 512 rows a call none exceeds 2¹²⁸.

import { isTiny, log1p, madd, one } from "@betahat/activations/assembly/elementary";
import { exponentials } from "@betahat/activations/assembly/rows";

function zero(): v128 {
  return f64x2.splat(0);
}

/** e of each row into d. */
function exponentialsOf(o: usize, d: usize, rows: i32): void {
  let low = zero();
  const bytes: usize = <usize>rows << 3;
  const pairs: usize = <usize>(rows & ~1) << 3;
  for (let j: usize = 0; j < pairs; j += 16) {
    const x = f64x2.neg(f64x2.abs(v128.load(o + j)));
    low = f64x2.pmin(low, x);
    v128.store(d + j, x);
  }
  if (pairs < bytes) {
    const x = f64x2.neg(f64x2.abs(v128.load64_splat(o + pairs)));
    low = f64x2.pmin(low, x);
    v128.store64_lane(d + pairs, x, 0);
  }
  exponentials(d, rows, isTiny(low));
}

/** (o > 0 ? 1−y : y)·|o|, and 0 where the first factor is, whatever o. */
function distance(o: v128, y: v128, positive: v128): v128 {
  const away = v128.bitselect(f64x2.sub(one(), y), y, positive);
  return v128.andnot(f64x2.mul(away, f64x2.abs(o)), f64x2.eq(away, zero()));
}

/** All rows, two at a time; W is i32 where they have weights, f32 where not. */
function run<W>(o: usize, y: usize, s: usize, c: usize, d: usize, rows: i32, sums: usize, residuals: bool): void {
  // R (or the sum of logarithms) and the distances of even pairs and of odd ones, which take turns.
  let r = zero();
  let rNext = zero();
  let far = zero();
  let farNext = zero();
  const pad = sums + 64;
  const pairs: usize = <usize>(rows & ~1) << 3;
  const lastO = o + pairs;
  const lastC = c + pairs;
  let left = rows & 1;
  let end = lastO;
  for (;;) {
    for (; o < end; o += 16) {
      const x = v128.load(o);
      const t = v128.load(y);
      const e = v128.load(d);
      const positive = f64x2.gt(x, zero());
      let away = distance(x, t, positive);
      let w = e;
      let term: v128;
      if (isInteger<W>()) {
        w = v128.load(s);
        const absent = f64x2.eq(w, zero());
        away = v128.andnot(f64x2.mul(w, away), absent);
        term = f64x2.add(v128.andnot(f64x2.mul(w, log1p(e)), absent), r);
        s += 16;
      } else {
        term = madd(e, f64x2.add(one(), r), r);
      }
      r = rNext;
      rNext = term;
      term = f64x2.add(far, away);
      far = farNext;
      farNext = term;
      if (residuals) {
        const inverse = f64x2.div(one(), f64x2.add(one(), e));
        let q = f64x2.mul(e, inverse);
        let g = v128.bitselect(f64x2.sub(f64x2.sub(one(), t), q), f64x2.sub(q, t), positive);
        if (isInteger<W>()) {
          g = f64x2.mul(w, g);
          q = f64x2.mul(w, q);
        }
        v128.store(o, g);
        if (c) {
          v128.store(c, f64x2.mul(q, inverse));
          c += 16;
        }
      }
      y += 16;
      d += 16;
    }
    if (!left) break;
    // One row more, beside one of logit 1000, target 1 and weight 0, whose loss is 0.
    left = 0;
    store<f64>(pad, load<f64>(o));
    store<f64>(pad, 1000, 8);
    store<f64>(pad, load<f64>(y), 16);
    store<f64>(pad, 1, 24);
    if (isInteger<W>()) {
      store<f64>(pad, load<f64>(s), 32);
      store<f64>(pad, 0, 40);
      s = pad + 32;
    }
    store<f64>(d, 0, 8);
    o = pad;
    end = pad + 16;
    y = pad + 16;
    if (c) c = pad + 48;
  }
  if (rows & 1) {
    if (residuals) store<f64>(lastO, load<f64>(pad));
    if (c) store<f64>(lastC, load<f64>(pad, 48));
  }
  // An odd number of pairs leaves the two by each other's name.
  const swapped: usize = <usize>((rows + 1) & 2) << 4;
  v128.store(sums + swapped, r);
  v128.store(sums + swapped, far, 16);
  v128.store(sums + (32 - swapped), rNext);
  v128.store(sums + (32 - swapped), farNext, 16);
}

/**
 * Leaves R (s = 0), or the sum of logarithms with weights at s, and the distances of four lanes at `sums`:
 * 64 bytes, followed by 64 to work in. Where `residuals`, they go over the logits, and curvatures to c
 * unless that is 0. d: room for `rows` + 1 numbers, rounded up to an even number.
 */
export function binary(
  o: usize, y: usize, s: usize, c: usize, d: usize, rows: i32, sums: usize, residuals: bool,
): void {
  exponentialsOf(o, d, rows);
  if (s) run<i32>(o, y, s, c, d, rows, sums, residuals);
  else run<f32>(o, y, 0, c, d, rows, sums, residuals);
}

// Binary cross-entropy over rows in memory: one logit and one target y in [0, 1] per row.
//
//     e = exp(−|o|),  q = e/(1+e),  ℓ = log1p(e) + (o > 0 ? 1−y : y)·|o|
//     residual = (o > 0 ? (1−y) − q : q − y),  curvature = q/(1+e)
//
// Rows of weight 1 need no logarithm each: with R = Π(1 + eᵢ) − 1 their log1p(eᵢ) add up to log1p(R).
// R takes one row as R + e(1 + R), which keeps the digits of small e where a product of 1 + e would
// round them away. Each of four lanes has its own R; at 512 rows a call none exceeds 2¹²⁸.
//
// W and C stand for "with weights" and "with curvature", M for "make residuals": i32 yes, f32 no.

import { expNegative, expNormal, isTiny, log1p, madd, one } from "@betahat/activations/assembly/elementary";

function zero(): v128 {
  return f64x2.splat(0);
}

/** (o > 0 ? 1−y : y)·|o|, and 0 where the first factor is, whatever o. */
function distance(o: v128, y: v128, positive: v128): v128 {
  const away = v128.bitselect(f64x2.sub(one(), y), y, positive);
  return v128.andnot(f64x2.mul(away, f64x2.abs(o)), f64x2.eq(away, zero()));
}

function residual2(y: v128, q: v128, positive: v128): v128 {
  return v128.bitselect(f64x2.sub(f64x2.sub(one(), y), q), f64x2.sub(q, y), positive);
}

/**
 * Two rows, x their logits and d their e: writes residuals over the logits and curvatures to c, and
 * adds the losses to the sums at `sums`: R (without weights) or the weighted log1p (with), then the
 * distances.
 */
function pair<W, C, M>(x: v128, d: v128, o: usize, y: usize, s: usize, c: usize, sums: usize): void {
  const t = v128.load(y);
  const positive = f64x2.gt(x, zero());
  const r = v128.load(sums);
  let far = distance(x, t, positive);
  if (isInteger<W>()) {
    const w = v128.load(s);
    const absent = f64x2.eq(w, zero());
    far = v128.andnot(f64x2.mul(w, far), absent);
    v128.store(sums, f64x2.add(v128.andnot(f64x2.mul(w, log1p(d)), absent), r));
  } else {
    v128.store(sums, madd(d, f64x2.add(one(), r), r));
  }
  v128.store(sums, f64x2.add(v128.load(sums, 16), far), 16);
  if (isInteger<M>()) {
    const inverse = f64x2.div(one(), f64x2.add(one(), d));
    let q = f64x2.mul(d, inverse);
    let g = residual2(t, q, positive);
    if (isInteger<W>()) {
      const w = v128.load(s);
      g = f64x2.mul(w, g);
      q = f64x2.mul(w, q);
    }
    v128.store(o, g);
    if (isInteger<C>()) v128.store(c, f64x2.mul(q, inverse));
  }
}

/** Four rows. */
function four<W, C, M>(o: usize, y: usize, s: usize, c: usize, sums: usize): void {
  const a = v128.load(o);
  const b = v128.load(o, 16);
  const u = f64x2.neg(f64x2.abs(a));
  const v = f64x2.neg(f64x2.abs(b));
  if (isTiny(f64x2.pmin(u, v))) {
    pair<W, C, M>(a, expNegative(u), o, y, s, c, sums);
    pair<W, C, M>(b, expNegative(v), o + 16, y + 16, s + 16, c + 16, sums + 32);
  } else {
    pair<W, C, M>(a, expNormal(u), o, y, s, c, sums);
    pair<W, C, M>(b, expNormal(v), o + 16, y + 16, s + 16, c + 16, sums + 32);
  }
}

/**
 * Leaves R (or the sum of logarithms) and the distances of four lanes at `sums`: 64 bytes, followed by
 * 128 to work in.
 */
function run<W, C, M>(o: usize, y: usize, s: usize, c: usize, rows: i32, sums: usize): void {
  v128.store(sums, zero());
  v128.store(sums, zero(), 16);
  v128.store(sums, zero(), 32);
  v128.store(sums, zero(), 48);
  const end = o + (<usize>(rows & ~3) << 3);
  for (; o < end; o += 32) {
    four<W, C, M>(o, y, s, c, sums);
    y += 32;
    if (isInteger<W>()) s += 32;
    if (isInteger<C>()) c += 32;
  }
  const left: usize = <usize>(rows & 3) << 3;
  if (!left) return;
  // Up to three rows more, beside rows of logit 1000 and target 1, whose loss is 0.
  const pad = sums + 64;
  for (let j: usize = 0; j < 32; j += 8) {
    const there = j < left;
    store<f64>(pad + j, there ? load<f64>(o + j) : 1000);
    store<f64>(pad + 32 + j, there ? load<f64>(y + j) : 1);
    if (isInteger<W>()) store<f64>(pad + 64 + j, there ? load<f64>(s + j) : 0);
  }
  four<W, C, M>(pad, pad + 32, pad + 64, pad + 96, sums);
  for (let j: usize = 0; j < left; j += 8) {
    if (isInteger<M>()) store<f64>(o + j, load<f64>(pad + j));
    if (isInteger<C>()) store<f64>(c + j, load<f64>(pad + 96 + j));
  }
}

export function binaryValue(o: usize, y: usize, rows: i32, sums: usize): void {
  run<f32, f32, f32>(o, y, 0, 0, rows, sums);
}

export function binaryResidual(o: usize, y: usize, rows: i32, sums: usize): void {
  run<f32, f32, i32>(o, y, 0, 0, rows, sums);
}

export function binaryCurvature(o: usize, y: usize, c: usize, rows: i32, sums: usize): void {
  run<f32, i32, i32>(o, y, 0, c, rows, sums);
}

export function binaryValueWeighted(o: usize, y: usize, s: usize, rows: i32, sums: usize): void {
  run<i32, f32, f32>(o, y, s, 0, rows, sums);
}

export function binaryResidualWeighted(o: usize, y: usize, s: usize, rows: i32, sums: usize): void {
  run<i32, f32, i32>(o, y, s, 0, rows, sums);
}

export function binaryCurvatureWeighted(
  o: usize, y: usize, s: usize, c: usize, rows: i32, sums: usize,
): void {
  run<i32, i32, i32>(o, y, s, c, rows, sums);
}

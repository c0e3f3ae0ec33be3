// Activations over numbers in memory, in place. A number that is left over at the end is taken beside
// a zero. Formulas as in the plain TypeScript, file by file.

import { expNegative, expNormal, isTiny, log1p, one } from "./elementary";
import { exponentials, scaleRow, shift, totalOf } from "./rows";

/** e^(−|x|). */
function decay(x: v128): v128 {
  const t = f64x2.neg(f64x2.abs(x));
  return isTiny(t) ? expNegative(t) : expNormal(t);
}

function sigmoid2(x: v128): v128 {
  const e = decay(x);
  // 1/(1+e) where x ≥ 0, e/(1+e) else; NaN takes the second.
  const top = v128.bitselect(one(), e, f64x2.ge(x, f64x2.splat(0)));
  return f64x2.div(top, f64x2.add(one(), e));
}

function softplus2(x: v128): v128 {
  // pmax(0, x), in this order: NaN gives 0 here, and comes in by e.
  return f64x2.add(f64x2.pmax(f64x2.splat(0), x), log1p(decay(x)));
}

function logSigmoid2(x: v128): v128 {
  return f64x2.neg(softplus2(f64x2.neg(x)));
}

export function sigmoid(x: usize, count: i32): void {
  const end = x + (<usize>(count & ~1) << 3);
  for (; x < end; x += 16) v128.store(x, sigmoid2(v128.load(x)));
  if (count & 1) v128.store64_lane(x, sigmoid2(v128.load64_zero(x)), 0);
}

export function softplus(x: usize, count: i32): void {
  const end = x + (<usize>(count & ~1) << 3);
  for (; x < end; x += 16) v128.store(x, softplus2(v128.load(x)));
  if (count & 1) v128.store64_lane(x, softplus2(v128.load64_zero(x)), 0);
}

export function logSigmoid(x: usize, count: i32): void {
  const end = x + (<usize>(count & ~1) << 3);
  for (; x < end; x += 16) v128.store(x, logSigmoid2(v128.load(x)));
  if (count & 1) v128.store64_lane(x, logSigmoid2(v128.load64_zero(x)), 0);
}

/** Rows of logits, in place. */
export function softmax(x: usize, rows: i32, classes: i32): void {
  const step: usize = <usize>classes << 3;
  const pairs: usize = <usize>(classes & ~1) << 3;
  const quads: usize = <usize>(classes & ~3) << 3;
  const tiny = shift(x, x, rows, classes);
  exponentials(x, rows * classes, tiny);
  for (let i = 0; i < rows; i++) {
    scaleRow(x, x, step, pairs, quads, 1 / (1 + totalOf(x, step, pairs, quads)));
    x += step;
  }
}

/** Rows of logits, in place; `work` has room for as many, and `s` for an even number of rows. */
export function logSoftmax(x: usize, rows: i32, classes: i32, work: usize, s: usize): void {
  const step: usize = <usize>classes << 3;
  const pairs: usize = <usize>(classes & ~1) << 3;
  const quads: usize = <usize>(classes & ~3) << 3;
  const tiny = shift(x, x, rows, classes);
  for (let j: usize = 0; j < <usize>rows * step; j += 8) store<f64>(work + j, load<f64>(x + j));
  exponentials(work, rows * classes, tiny);
  for (let i = 0; i < rows; i++) {
    store<f64>(s + (<usize>i << 3), totalOf(work + <usize>i * step, step, pairs, quads));
  }
  if (rows & 1) store<f64>(s + (<usize>rows << 3), 0);
  const end = s + (<usize>rows << 3);
  for (let p = s; p < end; p += 16) v128.store(p, log1p(v128.load(p)));
  for (let i = 0; i < rows; i++) {
    const log = load<f64>(s + (<usize>i << 3));
    for (let j: usize = 0; j < step; j += 8) store<f64>(x + j, load<f64>(x + j) - log);
    x += step;
  }
}

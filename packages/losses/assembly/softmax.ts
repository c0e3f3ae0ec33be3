// Categorical cross-entropy over rows of logits in memory, `classes` to a row.
//
//     m = max o,  dⱼ = oⱼ − m,  eⱼ = exp(dⱼ),  s = Σ e over all classes but the largest
//     ŷⱼ = eⱼ/(1+s),  ℓ = −Σ yⱼdⱼ + (Σ y)·log1p(s),  residual = ŷ − y
//
// In steps over all rows of a call, which the caller puts together: `shift` makes the d, a distance
// takes from them what the targets need, `exponentials` runs over the whole block without regard to
// rows (both as softmax has them), and `totals` or a residual makes s of each row. The logarithms of all
// rows come at the end.

import { log1p, madd, one } from "@betahat/activations/assembly/elementary";
import { scaleRow, totalOf } from "@betahat/activations/assembly/rows";

export { exponentials, shift } from "@betahat/activations/assembly/rows";

function zero(): v128 {
  return f64x2.splat(0);
}

/** s of each row. */
export function totals(e: usize, rows: i32, classes: i32, s: usize): void {
  const step: usize = <usize>classes << 3;
  const pairs: usize = <usize>(classes & ~1) << 3;
  const quads: usize = <usize>(classes & ~3) << 3;
  for (let i = 0; i < rows; i++) {
    store<f64>(s, totalOf(e, step, pairs, quads));
    e += step;
    s += 8;
  }
}

/** Σ −weight·d_y for a class index y per row (u32); weights at w, or w = 0 for none. */
export function indexDistance(d: usize, y: usize, w: usize, rows: i32, classes: i32): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < rows; i++) {
    const weight: f64 = w ? load<f64>(w) : 1;
    if (weight != 0) sum -= weight * load<f64>(d + (<usize>load<u32>(y) << 3));
    d += <usize>classes << 3;
    y += 4;
    if (w) w += 8;
  }
  return sum;
}

/**
 * Σ −weight·Σⱼ yⱼdⱼ for probabilities y, rows × classes. `counts` receives weight·Σⱼ yⱼ of each row, by
 * which its logarithm counts.
 */
export function softDistance(d: usize, y: usize, w: usize, rows: i32, classes: i32, counts: usize): f64 {
  const step: usize = <usize>classes << 3;
  let sum: f64 = 0;
  for (let i = 0; i < rows; i++) {
    let far: f64 = 0;
    let total: f64 = 0;
    for (let j: usize = 0; j < step; j += 8) {
      const t = load<f64>(y + j);
      total += t;
      if (t != 0) far -= t * load<f64>(d + j);
    }
    const weight: f64 = w ? load<f64>(w) : 1;
    if (weight != 0) sum += weight * far;
    store<f64>(counts, weight * total);
    counts += 8;
    d += step;
    y += step;
    if (w) w += 8;
  }
  return sum;
}

/**
 * Residuals weight·(ŷ − [j = y]) into r, s of each row into s, and ŷ into p unless that is 0. e may be
 * r or p.
 */
export function indexResidual(
  e: usize, p: usize, r: usize, y: usize, w: usize, s: usize, rows: i32, classes: i32,
): void {
  const step: usize = <usize>classes << 3;
  const pairs: usize = <usize>(classes & ~1) << 3;
  const quads: usize = <usize>(classes & ~3) << 3;
  for (let i = 0; i < rows; i++) {
    const at: usize = <usize>load<u32>(y) << 3;
    const weight: f64 = w ? load<f64>(w) : 1;
    const mine = load<f64>(e + at);
    const total = totalOf(e, step, pairs, quads);
    store<f64>(s, total);
    const inverse = 1 / (1 + total);
    let scale = weight * inverse;
    let from = e;
    if (p) {
      scaleRow(e, p, step, pairs, quads, inverse);
      from = p;
      scale = weight;
      p += step;
    }
    scaleRow(from, r, step, pairs, quads, scale);
    // ŷ − 1 of the largest class is −s/(1+s): no digits cancel.
    store<f64>(r + at, weight * (mine == 1 ? -total * inverse : mine * inverse - 1));
    e += step;
    r += step;
    y += 4;
    s += 8;
    if (w) w += 8;
  }
}

/** Residuals weight·(tŷ − y), t = Σ y, for probabilities y; the rest as `indexResidual`. */
export function softResidual(
  e: usize, p: usize, r: usize, y: usize, w: usize, s: usize, rows: i32, classes: i32,
): void {
  const step: usize = <usize>classes << 3;
  const pairs: usize = <usize>(classes & ~1) << 3;
  const quads: usize = <usize>(classes & ~3) << 3;
  for (let i = 0; i < rows; i++) {
    const weight: f64 = w ? load<f64>(w) : 1;
    const total = totalOf(e, step, pairs, quads);
    store<f64>(s, total);
    const inverse = 1 / (1 + total);
    let t: f64 = 0;
    for (let j: usize = 0; j < step; j += 8) t += load<f64>(y + j);
    for (let j: usize = 0; j < step; j += 8) {
      const x = load<f64>(e + j);
      const target = load<f64>(y + j);
      if (p) store<f64>(p + j, x * inverse);
      // For the largest class, e = 1: ŷ = 1 − s/(1+s).
      const g = x == 1 ? t - target - t * (total * inverse) : t * (x * inverse) - target;
      store<f64>(r + j, weight * g);
    }
    e += step;
    r += step;
    y += step;
    s += 8;
    if (p) p += step;
    if (w) w += 8;
  }
}

/** Π(1 + sᵢ) − 1 over every fourth row, four numbers at `out`; see binary.ts. */
export function product(s: usize, rows: i32, out: usize): void {
  let a = zero();
  let b = zero();
  const end = s + (<usize>rows << 3);
  for (; s < end; s += 32) {
    a = madd(v128.load(s), f64x2.add(one(), a), a);
    b = madd(v128.load(s, 16), f64x2.add(one(), b), b);
  }
  v128.store(out, a);
  v128.store(out, b, 16);
}

/** Σ wᵢ·log1p(sᵢ) over even and odd rows, two numbers at `out`; w = 0 counts as absent. */
export function weightedLogs(s: usize, w: usize, rows: i32, out: usize): void {
  let sum = zero();
  const end = s + (<usize>rows << 3);
  for (; s < end; s += 16) {
    const weight = v128.load(w);
    const term = f64x2.mul(weight, log1p(v128.load(s)));
    sum = f64x2.add(sum, v128.andnot(term, f64x2.eq(weight, zero())));
    w += 16;
  }
  v128.store(out, sum);
}

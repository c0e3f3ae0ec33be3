// A pass over four streams of rows at once. With the streams in distant quarters of the matrix the
// memory system works on four pages at a time; adjacent rows alone leave half the bandwidth unused.
//
// Loops over columns move one pointer per stream, so that no more values live in a loop than an x86
// processor has registers. Those over one output are unrolled, so that a pointer's step serves several
// loads (2 % of the time); with two outputs there is enough to do for each.
//
// Slower, at 20 to 1000 columns: backward over eight rows at once (1.0 to 1.4 of its time in the cache), with
// sixteen columns of the gradient in registers over all rows of a block (0.9 to 1.3), and, of a whole pass,
// whatever mixes reads of memory with those of cached rows: touching the next block during backward, or
// its forward in turn with it, row by row or 64 rows at a time (1.1 to 1.7).

import { madd, rowSums } from "./pair";

/** Logits of `rows` rows of each stream: o[i][k] = Σ x[i][j]·w[k][j] + b[k]. */
export function forward(
  x0: usize, x1: usize, x2: usize, x3: usize, rows: i32, cols: i32, outputs: i32,
  w: usize, b: usize, o0: usize, o1: usize, o2: usize, o3: usize,
): void {
  const stride: usize = <usize>cols * 8;
  const step: usize = <usize>outputs * 8;
  const bytes8: usize = (<usize>cols >> 3) * 64;
  const bytes2: usize = (<usize>cols >> 1) * 16;
  for (let i = 0; i < rows; i++) {
    let p = w;
    let at: usize = 0;
    for (; at + 8 < step; at += 16) {
      let y0 = x0, y1 = x1, y2 = x2, y3 = x3;
      let q = p + stride;
      const end = p + bytes2;
      let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0;
      let c0 = a0, c1 = a0, c2 = a0, c3 = a0;
      for (; p < end; p += 16) {
        const v = v128.load(p);
        const u = v128.load(q);
        let x = v128.load(y0);
        a0 = madd(x, v, a0);
        c0 = madd(x, u, c0);
        x = v128.load(y1);
        a1 = madd(x, v, a1);
        c1 = madd(x, u, c1);
        x = v128.load(y2);
        a2 = madd(x, v, a2);
        c2 = madd(x, u, c2);
        x = v128.load(y3);
        a3 = madd(x, v, a3);
        c3 = madd(x, u, c3);
        q += 16;
        y0 += 16;
        y1 += 16;
        y2 += 16;
        y3 += 16;
      }
      if (cols & 1) {
        const v = v128.load64_zero(p);
        const u = v128.load64_zero(q);
        let x = v128.load64_zero(y0);
        a0 = madd(x, v, a0);
        c0 = madd(x, u, c0);
        x = v128.load64_zero(y1);
        a1 = madd(x, v, a1);
        c1 = madd(x, u, c1);
        x = v128.load64_zero(y2);
        a2 = madd(x, v, a2);
        c2 = madd(x, u, c2);
        x = v128.load64_zero(y3);
        a3 = madd(x, v, a3);
        c3 = madd(x, u, c3);
        p += 8;
      }
      p += stride;
      const bias = v128.load(b + at);
      v128.store(o0 + at, f64x2.add(rowSums(a0, c0), bias));
      v128.store(o1 + at, f64x2.add(rowSums(a1, c1), bias));
      v128.store(o2 + at, f64x2.add(rowSums(a2, c2), bias));
      v128.store(o3 + at, f64x2.add(rowSums(a3, c3), bias));
    }
    if (at < step) {
      let y0 = x0, y1 = x1, y2 = x2, y3 = x3;
      const start = p;
      let end = start + bytes8;
      let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0;
      let c0 = a0, c1 = a0, c2 = a0, c3 = a0;
      for (; p < end; p += 64) {
        let v = v128.load(p);
        a0 = madd(v128.load(y0), v, a0);
        a1 = madd(v128.load(y1), v, a1);
        a2 = madd(v128.load(y2), v, a2);
        a3 = madd(v128.load(y3), v, a3);
        v = v128.load(p, 16);
        c0 = madd(v128.load(y0, 16), v, c0);
        c1 = madd(v128.load(y1, 16), v, c1);
        c2 = madd(v128.load(y2, 16), v, c2);
        c3 = madd(v128.load(y3, 16), v, c3);
        v = v128.load(p, 32);
        a0 = madd(v128.load(y0, 32), v, a0);
        a1 = madd(v128.load(y1, 32), v, a1);
        a2 = madd(v128.load(y2, 32), v, a2);
        a3 = madd(v128.load(y3, 32), v, a3);
        v = v128.load(p, 48);
        c0 = madd(v128.load(y0, 48), v, c0);
        c1 = madd(v128.load(y1, 48), v, c1);
        c2 = madd(v128.load(y2, 48), v, c2);
        c3 = madd(v128.load(y3, 48), v, c3);
        y0 += 64;
        y1 += 64;
        y2 += 64;
        y3 += 64;
      }
      end = start + bytes2;
      for (; p < end; p += 16) {
        const v = v128.load(p);
        a0 = madd(v128.load(y0), v, a0);
        a1 = madd(v128.load(y1), v, a1);
        a2 = madd(v128.load(y2), v, a2);
        a3 = madd(v128.load(y3), v, a3);
        y0 += 16;
        y1 += 16;
        y2 += 16;
        y3 += 16;
      }
      if (cols & 1) {
        const v = v128.load64_zero(p);
        c0 = madd(v128.load64_zero(y0), v, c0);
        c1 = madd(v128.load64_zero(y1), v, c1);
        c2 = madd(v128.load64_zero(y2), v, c2);
        c3 = madd(v128.load64_zero(y3), v, c3);
      }
      const bias = v128.load64_splat(b + at);
      const s01 = f64x2.add(rowSums(f64x2.add(a0, c0), f64x2.add(a1, c1)), bias);
      const s23 = f64x2.add(rowSums(f64x2.add(a2, c2), f64x2.add(a3, c3)), bias);
      v128.store64_lane(o0 + at, s01, 0);
      v128.store64_lane(o1 + at, s01, 1);
      v128.store64_lane(o2 + at, s23, 0);
      v128.store64_lane(o3 + at, s23, 1);
    }
    x0 += stride;
    x1 += stride;
    x2 += stride;
    x3 += stride;
    o0 += step;
    o1 += step;
    o2 += step;
    o3 += step;
  }
}

/** g[k][j] += Σ r[i][k]·x[i][j] and h[k] += Σ r[i][k] over `rows` rows of each stream. */
export function backward(
  x0: usize, x1: usize, x2: usize, x3: usize, rows: i32, cols: i32, outputs: i32,
  g: usize, h: usize, r0: usize, r1: usize, r2: usize, r3: usize,
): void {
  const stride: usize = <usize>cols * 8;
  const step: usize = <usize>outputs * 8;
  const bytes8: usize = (<usize>cols >> 3) * 64;
  const bytes2: usize = (<usize>cols >> 1) * 16;
  for (let i = 0; i < rows; i++) {
    let p = g;
    let at: usize = 0;
    for (; at + 8 < step; at += 16) {
      let y0 = x0, y1 = x1, y2 = x2, y3 = x3;
      let q = p + stride;
      const end = p + bytes2;
      let r = v128.load(r0 + at);
      let sum = r;
      const s0 = v128.shuffle<f64>(r, r, 0, 0), t0 = v128.shuffle<f64>(r, r, 1, 1);
      r = v128.load(r1 + at);
      sum = f64x2.add(sum, r);
      const s1 = v128.shuffle<f64>(r, r, 0, 0), t1 = v128.shuffle<f64>(r, r, 1, 1);
      r = v128.load(r2 + at);
      sum = f64x2.add(sum, r);
      const s2 = v128.shuffle<f64>(r, r, 0, 0), t2 = v128.shuffle<f64>(r, r, 1, 1);
      r = v128.load(r3 + at);
      sum = f64x2.add(sum, r);
      const s3 = v128.shuffle<f64>(r, r, 0, 0), t3 = v128.shuffle<f64>(r, r, 1, 1);
      v128.store(h + at, f64x2.add(v128.load(h + at), sum));
      for (; p < end; p += 16) {
        let a = v128.load(p);
        let c = v128.load(q);
        let x = v128.load(y0);
        a = madd(x, s0, a);
        c = madd(x, t0, c);
        x = v128.load(y1);
        a = madd(x, s1, a);
        c = madd(x, t1, c);
        x = v128.load(y2);
        a = madd(x, s2, a);
        c = madd(x, t2, c);
        x = v128.load(y3);
        a = madd(x, s3, a);
        c = madd(x, t3, c);
        v128.store(p, a);
        v128.store(q, c);
        q += 16;
        y0 += 16;
        y1 += 16;
        y2 += 16;
        y3 += 16;
      }
      if (cols & 1) {
        let a = v128.load64_zero(p);
        let c = v128.load64_zero(q);
        let x = v128.load64_zero(y0);
        a = madd(x, s0, a);
        c = madd(x, t0, c);
        x = v128.load64_zero(y1);
        a = madd(x, s1, a);
        c = madd(x, t1, c);
        x = v128.load64_zero(y2);
        a = madd(x, s2, a);
        c = madd(x, t2, c);
        x = v128.load64_zero(y3);
        a = madd(x, s3, a);
        c = madd(x, t3, c);
        v128.store64_lane(p, a, 0);
        v128.store64_lane(q, c, 0);
        p += 8;
      }
      p += stride;
    }
    if (at < step) {
      let y0 = x0, y1 = x1, y2 = x2, y3 = x3;
      const start = p;
      let end = start + bytes8;
      const s0 = v128.load64_splat(r0 + at);
      const s1 = v128.load64_splat(r1 + at);
      const s2 = v128.load64_splat(r2 + at);
      const s3 = v128.load64_splat(r3 + at);
      const sum = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
      f64.store(h + at, f64.load(h + at) + f64x2.extract_lane(sum, 0));
      for (; p < end; p += 64) {
        let a = v128.load(p);
        let c = v128.load(p, 16);
        let d = v128.load(p, 32);
        let e = v128.load(p, 48);
        a = madd(v128.load(y0), s0, a);
        c = madd(v128.load(y0, 16), s0, c);
        d = madd(v128.load(y0, 32), s0, d);
        e = madd(v128.load(y0, 48), s0, e);
        a = madd(v128.load(y1), s1, a);
        c = madd(v128.load(y1, 16), s1, c);
        d = madd(v128.load(y1, 32), s1, d);
        e = madd(v128.load(y1, 48), s1, e);
        a = madd(v128.load(y2), s2, a);
        c = madd(v128.load(y2, 16), s2, c);
        d = madd(v128.load(y2, 32), s2, d);
        e = madd(v128.load(y2, 48), s2, e);
        a = madd(v128.load(y3), s3, a);
        c = madd(v128.load(y3, 16), s3, c);
        d = madd(v128.load(y3, 32), s3, d);
        e = madd(v128.load(y3, 48), s3, e);
        v128.store(p, a);
        v128.store(p, c, 16);
        v128.store(p, d, 32);
        v128.store(p, e, 48);
        y0 += 64;
        y1 += 64;
        y2 += 64;
        y3 += 64;
      }
      end = start + bytes2;
      for (; p < end; p += 16) {
        let a = v128.load(p);
        a = madd(v128.load(y0), s0, a);
        a = madd(v128.load(y1), s1, a);
        a = madd(v128.load(y2), s2, a);
        a = madd(v128.load(y3), s3, a);
        v128.store(p, a);
        y0 += 16;
        y1 += 16;
        y2 += 16;
        y3 += 16;
      }
      if (cols & 1) {
        let a = v128.load64_zero(p);
        a = madd(v128.load64_zero(y0), s0, a);
        a = madd(v128.load64_zero(y1), s1, a);
        a = madd(v128.load64_zero(y2), s2, a);
        a = madd(v128.load64_zero(y3), s3, a);
        v128.store64_lane(p, a, 0);
      }
    }
    x0 += stride;
    x1 += stride;
    x2 += stride;
    x3 += stride;
    r0 += step;
    r1 += step;
    r2 += step;
    r3 += step;
  }
}

/** The two float32 numbers at p, as float64. */
function pairAt(p: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(p));
}

/** The one at p, beside a zero. */
function oneAt(p: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load32_zero(p));
}

/** `forward` for float32 rows and one output: the same sums in the same order. */
export function forward32(
  x0: usize, x1: usize, x2: usize, x3: usize, rows: i32, cols: i32, outputs: i32,
  w: usize, b: usize, o0: usize, o1: usize, o2: usize, o3: usize,
): void {
  const odd: usize = (cols & 1) * 4;
  const end4 = w + (<usize>cols >> 3) * 64;
  const end2 = w + (<usize>cols >> 1) * 16;
  const bias = v128.load64_splat(b);
  for (let i = 0; i < rows; i++) {
    let p = w;
    let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0;
    let c0 = a0, c1 = a0, c2 = a0, c3 = a0;
    for (; p < end4; p += 32) {
      let v = v128.load(p);
      a0 = madd(pairAt(x0), v, a0);
      a1 = madd(pairAt(x1), v, a1);
      a2 = madd(pairAt(x2), v, a2);
      a3 = madd(pairAt(x3), v, a3);
      v = v128.load(p, 16);
      c0 = madd(pairAt(x0 + 8), v, c0);
      c1 = madd(pairAt(x1 + 8), v, c1);
      c2 = madd(pairAt(x2 + 8), v, c2);
      c3 = madd(pairAt(x3 + 8), v, c3);
      x0 += 16;
      x1 += 16;
      x2 += 16;
      x3 += 16;
    }
    for (; p < end2; p += 16) {
      const v = v128.load(p);
      a0 = madd(pairAt(x0), v, a0);
      a1 = madd(pairAt(x1), v, a1);
      a2 = madd(pairAt(x2), v, a2);
      a3 = madd(pairAt(x3), v, a3);
      x0 += 8;
      x1 += 8;
      x2 += 8;
      x3 += 8;
    }
    if (odd) {
      const v = v128.load64_zero(p);
      c0 = madd(oneAt(x0), v, c0);
      c1 = madd(oneAt(x1), v, c1);
      c2 = madd(oneAt(x2), v, c2);
      c3 = madd(oneAt(x3), v, c3);
    }
    const s01 = f64x2.add(rowSums(f64x2.add(a0, c0), f64x2.add(a1, c1)), bias);
    const s23 = f64x2.add(rowSums(f64x2.add(a2, c2), f64x2.add(a3, c3)), bias);
    v128.store64_lane(o0, s01, 0);
    v128.store64_lane(o1, s01, 1);
    v128.store64_lane(o2, s23, 0);
    v128.store64_lane(o3, s23, 1);
    x0 += odd;
    x1 += odd;
    x2 += odd;
    x3 += odd;
    o0 += 8;
    o1 += 8;
    o2 += 8;
    o3 += 8;
  }
}

/** `backward` for float32 rows and one output. */
export function backward32(
  x0: usize, x1: usize, x2: usize, x3: usize, rows: i32, cols: i32, outputs: i32,
  g: usize, h: usize, r0: usize, r1: usize, r2: usize, r3: usize,
): void {
  const odd: usize = (cols & 1) * 4;
  const end2 = g + (<usize>cols >> 1) * 16;
  for (let i = 0; i < rows; i++) {
    let p = g;
    const s0 = v128.load64_splat(r0);
    const s1 = v128.load64_splat(r1);
    const s2 = v128.load64_splat(r2);
    const s3 = v128.load64_splat(r3);
    const sum = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
    f64.store(h, f64.load(h) + f64x2.extract_lane(sum, 0));
    for (; p < end2; p += 16) {
      let a = v128.load(p);
      a = madd(pairAt(x0), s0, a);
      a = madd(pairAt(x1), s1, a);
      a = madd(pairAt(x2), s2, a);
      a = madd(pairAt(x3), s3, a);
      v128.store(p, a);
      x0 += 8;
      x1 += 8;
      x2 += 8;
      x3 += 8;
    }
    if (odd) {
      let a = v128.load64_zero(p);
      a = madd(oneAt(x0), s0, a);
      a = madd(oneAt(x1), s1, a);
      a = madd(oneAt(x2), s2, a);
      a = madd(oneAt(x3), s3, a);
      v128.store64_lane(p, a, 0);
      x0 += 4;
      x1 += 4;
      x2 += 4;
      x3 += 4;
    }
    r0 += 8;
    r1 += 8;
    r2 += 8;
    r3 += 8;
  }
}

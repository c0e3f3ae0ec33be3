// Aᵀ·B in float32, summed in float32 over one packed run of rows and added to float64. Panels are eight
// columns wide: 32 bytes a row, of which a tile takes all of B and one half of A.

import { madd32 } from "./pair";

/** Columns of `depth` float32 rows at x (row stride in bytes) into panels: out[panel][row][8], zero-padded. */
export function packColumns(x: usize, stride: usize, depth: i32, width: i32, out: usize): void {
  const last = <usize>(width & 7) * 4;
  const whole = width >> 3;
  const panel: usize = <usize>depth * 32;
  for (let i = 0; i < depth; i++) {
    let p = x;
    let q = out;
    for (let n = 0; n < whole; n++) {
      v128.store(q, v128.load(p));
      v128.store(q, v128.load(p, 16), 16);
      p += 32;
      q += panel;
    }
    if (last) {
      v128.store(q, f32x4.splat(0));
      v128.store(q, f32x4.splat(0), 16);
      for (let k: usize = 0; k < last; k += 4) f32.store(q + k, f32.load(p + k));
    }
    x += stride;
    out += 32;
  }
}

/** Panels at p, row i times d[i] (float64, rounded to float32), to q. */
export function scalePanels(p: usize, panels: i32, depth: i32, d: usize, q: usize): void {
  for (let n = 0; n < panels; n++) {
    const end = d + <usize>depth * 8;
    for (let at = d; at < end; at += 8) {
      const scale = f32x4.splat(<f32>f64.load(at));
      v128.store(q, f32x4.mul(scale, v128.load(p)));
      v128.store(q, f32x4.mul(scale, v128.load(p, 16)), 16);
      p += 32;
      q += 32;
    }
  }
}

/** Four float64 numbers at c += those of s. */
function add4(c: usize, s: v128): void {
  v128.store(c, f64x2.add(v128.load(c), f64x2.promote_low_f32x4(s)));
  const high = v128.shuffle<i64>(s, s, 1, 1);
  v128.store(c, f64x2.add(v128.load(c, 16), f64x2.promote_low_f32x4(high)), 16);
}

/** c (4×8 float64, row stride in bytes) += Σ a[k]·b[k]ᵀ. Eight chains of sums in registers. */
function tile(a: usize, b: usize, depth: i32, c: usize, stride: usize): void {
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00;
  let c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  const end = a + <usize>depth * 32;
  for (; a < end; a += 32) {
    const u = v128.load(b);
    const v = v128.load(b, 16);
    let x = v128.load32_splat(a);
    c00 = madd32(x, u, c00);
    c01 = madd32(x, v, c01);
    x = v128.load32_splat(a, 4);
    c10 = madd32(x, u, c10);
    c11 = madd32(x, v, c11);
    x = v128.load32_splat(a, 8);
    c20 = madd32(x, u, c20);
    c21 = madd32(x, v, c21);
    x = v128.load32_splat(a, 12);
    c30 = madd32(x, u, c30);
    c31 = madd32(x, v, c31);
    b += 32;
  }
  add4(c, c00);
  add4(c + 32, c01);
  c += stride;
  add4(c, c10);
  add4(c + 32, c11);
  c += stride;
  add4(c, c20);
  add4(c + 32, c21);
  c += stride;
  add4(c, c30);
  add4(c + 32, c31);
}

/** The left half of a tile: what lies right of it is above the diagonal. */
function leftTile(a: usize, b: usize, depth: i32, c: usize, stride: usize): void {
  let c0 = f32x4.splat(0), c1 = c0, c2 = c0, c3 = c0;
  const end = a + <usize>depth * 32;
  for (; a < end; a += 32) {
    const u = v128.load(b);
    c0 = madd32(v128.load32_splat(a), u, c0);
    c1 = madd32(v128.load32_splat(a, 4), u, c1);
    c2 = madd32(v128.load32_splat(a, 8), u, c2);
    c3 = madd32(v128.load32_splat(a, 12), u, c3);
    b += 32;
  }
  add4(c, c0);
  add4(c + stride, c1);
  add4(c + 2 * stride, c2);
  add4(c + 3 * stride, c3);
}

/**
 * C += Aᵀ·B for `m` half panels of A and `n` panels of B. C is 4m×8n with `stride` bytes a row. Where
 * `lower` is set, only tiles that reach the diagonal or lie below it.
 */
export function tiles(a: usize, m: i32, b: usize, n: i32, depth: i32, c: usize, stride: usize, lower: i32): void {
  const panel: usize = <usize>depth * 32;
  for (let j = 0; j < n; j++) {
    let i = lower ? 2 * j : 0;
    let q = c + <usize>j * 64 + <usize>i * 4 * stride;
    if (lower) {
      leftTile(a + <usize>j * panel, b, depth, q, stride);
      q += 4 * stride;
      i += 1;
    }
    for (; i < m; i++) {
      tile(a + <usize>(i >> 1) * panel + <usize>(i & 1) * 16, b, depth, q, stride);
      q += 4 * stride;
    }
    b += panel;
  }
}

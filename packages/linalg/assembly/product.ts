// Products of matrices from one register tile. Both factors are first packed into panels four wide,
// so that the tile reads memory in order and pads itself; C += Aᵀ·B over the packed depth then serves
// A·B, Aᵀ·B, Aᵀ·diag(d)·A and A·Aᵀ alike, which differ in how they pack.

import { madd } from "./pair";

/** Columns of `depth` rows at x (row stride in bytes) into panels: out[panel][row][4], zero-padded. */
export function packColumns(x: usize, stride: usize, depth: i32, width: i32, out: usize): void {
  const last = width & 3;
  const whole = width >> 2;
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
      v128.store(q, last == 1 ? v128.load64_zero(p) : v128.load(p));
      v128.store(q, last == 3 ? v128.load64_zero(p + 16) : f64x2.splat(0), 16);
    }
    x += stride;
    out += 32;
  }
}

/** Panels at p, row i times d[i], to q. */
export function scalePanels(p: usize, panels: i32, depth: i32, d: usize, q: usize): void {
  for (let n = 0; n < panels; n++) {
    const end = d + <usize>depth * 8;
    for (let at = d; at < end; at += 8) {
      const scale = v128.load64_splat(at);
      v128.store(q, f64x2.mul(scale, v128.load(p)));
      v128.store(q, f64x2.mul(scale, v128.load(p, 16)), 16);
      p += 32;
      q += 32;
    }
  }
}

/** `width` rows at x, `depth` columns of each, into panels: out[panel][column][4]. */
export function packRows(x: usize, stride: usize, depth: i32, width: i32, out: usize): void {
  for (let n = 0; n < width; n += 4) {
    for (let r = 0; r < 4; r++) {
      let q = out + <usize>r * 8;
      if (n + r < width) {
        let p = x + <usize>(n + r) * stride;
        for (let k = 0; k < depth; k++) {
          f64.store(q, f64.load(p));
          p += 8;
          q += 32;
        }
      } else {
        for (let k = 0; k < depth; k++) {
          f64.store(q, 0);
          q += 32;
        }
      }
    }
    out += <usize>depth * 32;
  }
}

/** c (4×4, row stride in bytes) += Σ a[k]·b[k]ᵀ. Eight chains of sums in registers. */
function tile(a: usize, b: usize, depth: i32, c: usize, stride: usize): void {
  let c00 = f64x2.splat(0), c01 = c00, c10 = c00, c11 = c00;
  let c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  const end = a + <usize>depth * 32;
  for (; a < end; a += 32) {
    const u = v128.load(b);
    const v = v128.load(b, 16);
    let x = v128.load64_splat(a);
    c00 = madd(x, u, c00);
    c01 = madd(x, v, c01);
    x = v128.load64_splat(a, 8);
    c10 = madd(x, u, c10);
    c11 = madd(x, v, c11);
    x = v128.load64_splat(a, 16);
    c20 = madd(x, u, c20);
    c21 = madd(x, v, c21);
    x = v128.load64_splat(a, 24);
    c30 = madd(x, u, c30);
    c31 = madd(x, v, c31);
    b += 32;
  }
  v128.store(c, f64x2.add(v128.load(c), c00));
  v128.store(c, f64x2.add(v128.load(c, 16), c01), 16);
  c += stride;
  v128.store(c, f64x2.add(v128.load(c), c10));
  v128.store(c, f64x2.add(v128.load(c, 16), c11), 16);
  c += stride;
  v128.store(c, f64x2.add(v128.load(c), c20));
  v128.store(c, f64x2.add(v128.load(c, 16), c21), 16);
  c += stride;
  v128.store(c, f64x2.add(v128.load(c), c30));
  v128.store(c, f64x2.add(v128.load(c, 16), c31), 16);
}

/**
 * C += Aᵀ·B for `m` panels of A and `n` panels of B. C is 4m×4n with `stride` bytes a row. Where
 * `lower` is set, only tiles that reach the diagonal or lie below it.
 */
export function tiles(a: usize, m: i32, b: usize, n: i32, depth: i32, c: usize, stride: usize, lower: i32): void {
  const panel: usize = <usize>depth * 32;
  for (let j = 0; j < n; j++) {
    const from = lower ? j : 0;
    let p = a + <usize>from * panel;
    let q = c + <usize>j * 32 + <usize>from * 4 * stride;
    for (let i = from; i < m; i++) {
      tile(p, b, depth, q, stride);
      p += panel;
      q += 4 * stride;
    }
    b += panel;
  }
}

// Passes over rows of a sparse matrix. Sums are written as c + a·b, which the loader does not fuse:
// gathering is the limit here, and so the plain TypeScript twin gives the same bits.

/**
 * One output. Row i has the entries start[i] … start[i + 1] − 1, counted from `first`, the entry that
 * lies at `values` and `columns`: o[i] = b + Σ value·w[column], even and odd entries apart.
 */
function forward1(
  values: usize, columns: usize, start: usize, first: u32, rows: i32, w: usize, b: f64, o: usize,
): void {
  for (let i = 0; i < rows; i++) {
    let e = load<u32>(start) - first;
    const end = load<u32>(start, 4) - first;
    let v = values + <usize>e * 8;
    let c = columns + <usize>e * 4;
    let even: f64 = 0, odd: f64 = 0;
    for (; e + 3 < end; e += 4) {
      even += f64.load(v) * f64.load(w + <usize>load<u32>(c) * 8);
      odd += f64.load(v + 8) * f64.load(w + <usize>load<u32>(c, 4) * 8);
      even += f64.load(v + 16) * f64.load(w + <usize>load<u32>(c, 8) * 8);
      odd += f64.load(v + 24) * f64.load(w + <usize>load<u32>(c, 12) * 8);
      v += 32;
      c += 16;
    }
    if (e + 1 < end) {
      even += f64.load(v) * f64.load(w + <usize>load<u32>(c) * 8);
      odd += f64.load(v + 8) * f64.load(w + <usize>load<u32>(c, 4) * 8);
      v += 16;
      c += 8;
      e += 2;
    }
    if (e < end) even += f64.load(v) * f64.load(w + <usize>load<u32>(c) * 8);
    f64.store(o, even + odd + b);
    o += 8;
    start += 4;
  }
}

/** One output: g[column] += r[i]·value. */
function backward1(
  values: usize, columns: usize, start: usize, first: u32, rows: i32, g: usize, r: usize,
): void {
  for (let i = 0; i < rows; i++) {
    const e = load<u32>(start) - first;
    const count = load<u32>(start, 4) - first - e;
    let v = values + <usize>e * 8;
    let c = columns + <usize>e * 4;
    const end = c + <usize>count * 4;
    const s = f64.load(r);
    // The columns of a row are distinct, so that four sums may be loaded before the first is stored.
    for (; c + 12 < end; c += 16) {
      const p0 = g + <usize>load<u32>(c) * 8;
      const p1 = g + <usize>load<u32>(c, 4) * 8;
      const p2 = g + <usize>load<u32>(c, 8) * 8;
      const p3 = g + <usize>load<u32>(c, 12) * 8;
      const g0 = f64.load(p0) + s * f64.load(v);
      const g1 = f64.load(p1) + s * f64.load(v + 8);
      const g2 = f64.load(p2) + s * f64.load(v + 16);
      const g3 = f64.load(p3) + s * f64.load(v + 24);
      f64.store(p0, g0);
      f64.store(p1, g1);
      f64.store(p2, g2);
      f64.store(p3, g3);
      v += 32;
    }
    for (; c < end; c += 4) {
      const p = g + <usize>load<u32>(c) * 8;
      f64.store(p, f64.load(p) + s * f64.load(v));
      v += 8;
    }
    r += 8;
    start += 4;
  }
}

/** Stores the first `left` of four numbers. */
function storeFirst(at: usize, s: v128, t: v128, left: i32): void {
  if (left >= 2) v128.store(at, s);
  else v128.store64_lane(at, s, 0);
  if (left >= 4) v128.store(at, t, 16);
  else if (left == 3) v128.store64_lane(at + 16, t, 0);
}

/**
 * Several outputs, their coefficients column by column: w[column][k], `padded` to a multiple of four.
 * o[i][k] = b[k] + Σ value·w[column][k]. Eight outputs at a time: each entry is looked up once for them,
 * and their coefficients fill a line of the cache.
 */
function forwardSeveral(
  values: usize, columns: usize, start: usize, first: u32, rows: i32,
  outputs: i32, padded: i32, w: usize, b: usize, o: usize,
): void {
  const stride: usize = <usize>padded * 8;
  for (let i = 0; i < rows; i++) {
    const e = load<u32>(start) - first;
    const count = load<u32>(start, 4) - first - e;
    const from = columns + <usize>e * 4;
    const end = from + <usize>count * 4;
    let k = 0;
    for (; k + 4 < outputs; k += 8) {
      const wk = w + <usize>k * 8;
      let v = values + <usize>e * 8;
      let s = f64x2.splat(0), t = s, s2 = s, t2 = s;
      for (let c = from; c < end; c += 4) {
        const p = wk + <usize>load<u32>(c) * stride;
        const x = v128.load64_splat(v);
        s = f64x2.add(s, f64x2.mul(x, v128.load(p)));
        t = f64x2.add(t, f64x2.mul(x, v128.load(p, 16)));
        s2 = f64x2.add(s2, f64x2.mul(x, v128.load(p, 32)));
        t2 = f64x2.add(t2, f64x2.mul(x, v128.load(p, 48)));
        v += 8;
      }
      const at = o + <usize>k * 8;
      const bk = b + <usize>k * 8;
      v128.store(at, f64x2.add(s, v128.load(bk)));
      v128.store(at, f64x2.add(t, v128.load(bk, 16)), 16);
      storeFirst(
        at + 32,
        f64x2.add(s2, v128.load(bk, 32)),
        f64x2.add(t2, v128.load(bk, 48)),
        outputs - k - 4,
      );
    }
    if (k < outputs) {
      const wk = w + <usize>k * 8;
      let v = values + <usize>e * 8;
      let s = f64x2.splat(0), t = s;
      for (let c = from; c < end; c += 4) {
        const p = wk + <usize>load<u32>(c) * stride;
        const x = v128.load64_splat(v);
        s = f64x2.add(s, f64x2.mul(x, v128.load(p)));
        t = f64x2.add(t, f64x2.mul(x, v128.load(p, 16)));
        v += 8;
      }
      s = f64x2.add(s, v128.load(b + <usize>k * 8));
      t = f64x2.add(t, v128.load(b + <usize>k * 8, 16));
      storeFirst(o + <usize>k * 8, s, t, outputs - k);
    }
    o += <usize>outputs * 8;
    start += 4;
  }
}

/** Several outputs: g[column][k] += r[i][k]·value. What it adds to the padding means nothing. */
function backwardSeveral(
  values: usize, columns: usize, start: usize, first: u32, rows: i32,
  outputs: i32, padded: i32, g: usize, r: usize,
): void {
  const stride: usize = <usize>padded * 8;
  for (let i = 0; i < rows; i++) {
    const e = load<u32>(start) - first;
    const count = load<u32>(start, 4) - first - e;
    const from = columns + <usize>e * 4;
    const end = from + <usize>count * 4;
    let k = 0;
    for (; k + 4 < outputs; k += 8) {
      const gk = g + <usize>k * 8;
      let v = values + <usize>e * 8;
      const rk = r + <usize>k * 8;
      const s = v128.load(rk);
      const t = v128.load(rk, 16);
      const s2 = v128.load(rk, 32);
      const t2 = v128.load(rk, 48);
      for (let c = from; c < end; c += 4) {
        const p = gk + <usize>load<u32>(c) * stride;
        const x = v128.load64_splat(v);
        v128.store(p, f64x2.add(v128.load(p), f64x2.mul(x, s)));
        v128.store(p, f64x2.add(v128.load(p, 16), f64x2.mul(x, t)), 16);
        v128.store(p, f64x2.add(v128.load(p, 32), f64x2.mul(x, s2)), 32);
        v128.store(p, f64x2.add(v128.load(p, 48), f64x2.mul(x, t2)), 48);
        v += 8;
      }
    }
    if (k < outputs) {
      const gk = g + <usize>k * 8;
      let v = values + <usize>e * 8;
      const s = v128.load(r + <usize>k * 8);
      const t = v128.load(r + <usize>k * 8, 16);
      for (let c = from; c < end; c += 4) {
        const p = gk + <usize>load<u32>(c) * stride;
        const x = v128.load64_splat(v);
        v128.store(p, f64x2.add(v128.load(p), f64x2.mul(x, s)));
        v128.store(p, f64x2.add(v128.load(p, 16), f64x2.mul(x, t)), 16);
        v += 8;
      }
    }
    r += <usize>outputs * 8;
    start += 4;
  }
}

export function forward(
  values: usize, columns: usize, start: usize, first: u32, rows: i32,
  outputs: i32, padded: i32, w: usize, b: usize, o: usize,
): void {
  if (outputs == 1) forward1(values, columns, start, first, rows, w, f64.load(b), o);
  else forwardSeveral(values, columns, start, first, rows, outputs, padded, w, b, o);
}

export function backward(
  values: usize, columns: usize, start: usize, first: u32, rows: i32,
  outputs: i32, padded: i32, g: usize, r: usize,
): void {
  if (outputs == 1) backward1(values, columns, start, first, rows, g, r);
  else backwardSeveral(values, columns, start, first, rows, outputs, padded, g, r);
}

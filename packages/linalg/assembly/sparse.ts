// Passes over rows of a sparse matrix. Sums are written as c + a·b, which the loader does not fuse:
// gathering is the limit here, and so the plain TypeScript twin gives the same bits.

/**
 * Reads a number of each line of a block, so that what looks up coefficients afterwards finds it near:
 * among those look-ups a core no longer reads ahead. 10 million entries take 6.0 ms in place of 10.2
 * (X·w) and 7.2 in place of 9.9 (Xᵀ·r), of which this takes 3. What it read goes to `out`, or a compiler
 * would leave it out.
 */
export function touch(v: usize, c: usize, entries: u32, out: usize): void {
  let a = f64x2.splat(0), b = a;
  // Sixteen entries at a time, and none behind the block.
  for (const end = v + <usize>(entries >> 4) * 128; v < end; v += 128) {
    a = v128.or(a, v128.load(v));
    b = v128.or(b, v128.load(v, 64));
    a = v128.or(a, v128.load(c));
    c += 64;
  }
  v128.store64_lane(out, v128.or(a, b), 0);
}

/** Two coefficients: those of the columns at c. */
function pair(c: usize, w: usize): v128 {
  return v128.load64_lane(w + <usize>load<u32>(c, 4) * 8, v128.load64_zero(w + <usize>load<u32>(c) * 8), 1);
}

/**
 * One output. Row i has the entries start[i] … start[i + 1] − 1, counted from `first`, the entry that
 * lies at `values` and `columns`: o[i] = b + Σ value·w[column], every fourth entry apart.
 */
function forward1(
  values: usize, columns: usize, start: usize, first: u32, rows: i32, w: usize, b: f64, o: usize,
): void {
  const e = <usize>(load<u32>(start) - first);
  let v = values + e * 8, c = columns + e * 4;
  for (const stop = start + <usize>rows * 4; start < stop; start += 4) {
    const last = c + <usize>(load<u32>(start, 4) - load<u32>(start)) * 4;
    let s = f64x2.splat(0), t = s;
    for (; c + 12 < last; c += 16) {
      s = f64x2.add(s, f64x2.mul(v128.load(v), pair(c, w)));
      t = f64x2.add(t, f64x2.mul(v128.load(v, 16), pair(c + 8, w)));
      v += 32;
    }
    if (c + 4 < last) {
      s = f64x2.add(s, f64x2.mul(v128.load(v), pair(c, w)));
      v += 16;
      c += 8;
    }
    if (c < last) {
      s = f64x2.add(s, f64x2.mul(v128.load64_zero(v), v128.load64_zero(w + <usize>load<u32>(c) * 8)));
      v += 8;
      c += 4;
    }
    s = f64x2.add(s, t);
    f64.store(o, f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1) + b);
    o += 8;
  }
}

/**
 * One output: g[column] += r[i]·value. Columns of a row are distinct: two are loaded before one is stored.
 * As scalars the two sums take 1.25 of the time.
 */
function backward1(
  values: usize, columns: usize, start: usize, first: u32, rows: i32, g: usize, r: usize,
): void {
  const e = <usize>(load<u32>(start) - first);
  let v = values + e * 8, c = columns + e * 4;
  for (const stop = start + <usize>rows * 4; start < stop; start += 4) {
    const last = c + <usize>(load<u32>(start, 4) - load<u32>(start)) * 4;
    const s = v128.load64_splat(r);
    for (; c + 4 < last; c += 8) {
      const p = g + <usize>load<u32>(c) * 8, q = g + <usize>load<u32>(c, 4) * 8;
      const both = v128.load64_lane(q, v128.load64_zero(p), 1);
      const x = f64x2.add(both, f64x2.mul(v128.load(v), s));
      v128.store64_lane(p, x, 0);
      v128.store64_lane(q, x, 1);
      v += 16;
    }
    if (c < last) {
      const p = g + <usize>load<u32>(c) * 8;
      f64.store(p, f64.load(p) + f64.load(r) * f64.load(v));
      v += 8;
      c += 4;
    }
    r += 8;
  }
}

/**
 * Several outputs, their coefficients column by column: w[column][k], `padded` to a multiple of four.
 * o[i][k] = b[k] + Σ value·w[column][k]. Eight outputs at a time: each entry is looked up once for them,
 * and their coefficients fill a line of the cache. What is stored of the padding lies where the next row
 * goes, or in the space behind the logits.
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
      v128.store(at, f64x2.add(s2, v128.load(bk, 32)), 32);
      v128.store(at, f64x2.add(t2, v128.load(bk, 48)), 48);
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
      const at = o + <usize>k * 8;
      const bk = b + <usize>k * 8;
      v128.store(at, f64x2.add(s, v128.load(bk)));
      v128.store(at, f64x2.add(t, v128.load(bk, 16)), 16);
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

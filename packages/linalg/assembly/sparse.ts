// Passes over rows of a sparse matrix. Sums are written as c + a·b, which the loader does not fuse:
// gathering is the limit here, and so the plain TypeScript twin gives the same bits.

// With one output two rows of a block, half of its rows apart, go side by side: four places of memory
// are then read at once. Where the matrix is read in place that takes 0.8 of the time of one row after
// the other (10 million entries); on staged blocks it takes the same time.

/** Two coefficients: those of the columns at c. */
function pair(c: usize, w: usize): v128 {
  return v128.load64_lane(w + <usize>load<u32>(c, 4) * 8, v128.load64_zero(w + <usize>load<u32>(c) * 8), 1);
}

/** b + what the lanes of s hold + Σ value·w[column] over `count` entries, even and odd ones apart. */
function finish(s: v128, v: usize, c: usize, count: u32, w: usize, b: f64): f64 {
  for (; count > 1; count -= 2) {
    s = f64x2.add(s, f64x2.mul(v128.load(v), pair(c, w)));
    v += 16;
    c += 8;
  }
  if (count) s = f64x2.add(s, f64x2.mul(v128.load64_zero(v), v128.load64_zero(w + <usize>load<u32>(c) * 8)));
  return f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1) + b;
}

/**
 * One output. Row i has the entries start[i] … start[i + 1] − 1, counted from `first`, the entry that
 * lies at `values` and `columns`: o[i] = b + Σ value·w[column], even and odd entries apart.
 */
function forward1(
  values: usize, columns: usize, start: usize, first: u32, rows: i32, w: usize, b: f64, o: usize,
): void {
  const apart = <usize>((rows + 1) >> 1) * 4;
  const end = start + apart;
  const stop = start + <usize>rows * 4;
  for (; start < end; start += 4) {
    const e = load<u32>(start) - first, f = load<u32>(start + apart) - first;
    const n = load<u32>(start, 4) - first - e;
    let v = values + <usize>e * 8, c = columns + <usize>e * 4;
    let u = values + <usize>f * 8, d = columns + <usize>f * 4;
    let s = f64x2.splat(0), t = s;
    // An odd number of rows leaves one by itself.
    const m = start + apart < stop ? load<u32>(start + apart, 4) - first - f : 0;
    const both = min(n, m) & ~1;
    const last = c + <usize>both * 4;
    for (; c < last; c += 8) {
      s = f64x2.add(s, f64x2.mul(v128.load(v), pair(c, w)));
      t = f64x2.add(t, f64x2.mul(v128.load(u), pair(d, w)));
      v += 16;
      u += 16;
      d += 8;
    }
    // Of a row that is none the sum goes into the space behind the logits.
    f64.store(o + apart * 2, finish(t, u, d, m - both, w, b));
    f64.store(o, finish(s, v, c, n - both, w, b));
    o += 8;
  }
}

/** g[column] += s·value for two entries. Their columns are distinct: both are loaded before one is stored. */
function two(v: usize, c: usize, g: usize, s: f64): void {
  const p = g + <usize>load<u32>(c) * 8;
  const q = g + <usize>load<u32>(c, 4) * 8;
  const x = f64.load(p) + s * f64.load(v);
  const y = f64.load(q) + s * f64.load(v, 8);
  f64.store(p, x);
  f64.store(q, y);
}

/** g[column] += s·value for `count` entries. */
function scatter(v: usize, c: usize, count: u32, g: usize, s: f64): void {
  for (; count; count--) {
    const p = g + <usize>load<u32>(c) * 8;
    f64.store(p, f64.load(p) + s * f64.load(v));
    v += 8;
    c += 4;
  }
}

/** One output: g[column] += r[i]·value. Two entries of one row, two of the other, and so on. */
function backward1(
  values: usize, columns: usize, start: usize, first: u32, rows: i32, g: usize, r: usize,
): void {
  const apart = <usize>((rows + 1) >> 1) * 4;
  const end = start + apart;
  const stop = start + <usize>rows * 4;
  for (; start < end; start += 4) {
    const e = load<u32>(start) - first, f = load<u32>(start + apart) - first;
    const n = load<u32>(start, 4) - first - e;
    let v = values + <usize>e * 8, c = columns + <usize>e * 4;
    let u = values + <usize>f * 8, d = columns + <usize>f * 4;
    const s = f64.load(r), t = f64.load(r + apart * 2);
    const m = start + apart < stop ? load<u32>(start + apart, 4) - first - f : 0;
    const both = min(n, m) & ~1;
    const last = c + <usize>both * 4;
    for (; c < last; c += 8) {
      two(v, c, g, s);
      two(u, d, g, t);
      v += 16;
      u += 16;
      d += 8;
    }
    scatter(v, c, n - both, g, s);
    scatter(u, d, m - both, g, t);
    r += 8;
  }
}

/**
 * Several outputs, their coefficients column by column: w[column][k], `padded` to a multiple of four.
 * o[i][k] = b[k] + Σ value·w[column][k].
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
    for (let k = 0; k < outputs; k += 4) {
      const wk = w + <usize>k * 8;
      let v = values + <usize>e * 8;
      let s = f64x2.splat(0), t = s;
      for (let c = from; c < end; c += 4) {
        const p = wk + <usize>load<u32>(c) * stride;
        const x = f64x2.splat(f64.load(v));
        s = f64x2.add(s, f64x2.mul(x, v128.load(p)));
        t = f64x2.add(t, f64x2.mul(x, v128.load(p, 16)));
        v += 8;
      }
      s = f64x2.add(s, v128.load(b + <usize>k * 8));
      t = f64x2.add(t, v128.load(b + <usize>k * 8, 16));
      const at = o + <usize>k * 8;
      const left = outputs - k;
      if (left >= 2) v128.store(at, s);
      else v128.store64_lane(at, s, 0);
      if (left >= 4) v128.store(at, t, 16);
      else if (left == 3) v128.store64_lane(at + 16, t, 0);
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
    for (let k = 0; k < outputs; k += 4) {
      const gk = g + <usize>k * 8;
      let v = values + <usize>e * 8;
      const s = v128.load(r + <usize>k * 8);
      const t = v128.load(r + <usize>k * 8, 16);
      for (let c = from; c < end; c += 4) {
        const p = gk + <usize>load<u32>(c) * stride;
        const x = f64x2.splat(f64.load(v));
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

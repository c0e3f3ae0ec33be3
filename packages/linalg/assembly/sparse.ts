// Passes over rows of a sparse matrix. Sums are written as c + a·b, which the loader does not fuse:
// gathering is the limit here, and so the plain TypeScript twin gives the same bits.

// With one output two rows of a block, half of its rows apart, go side by side: four places of memory
// are then read at once. Where the matrix is read in place that takes 0.84 of the time of one row
// after the other (10 million entries); on staged blocks it takes the same time.

/** Two coefficients: those of the columns at c. */
function pair(c: usize, w: usize): v128 {
  return v128.load64_lane(w + <usize>load<u32>(c, 4) * 8, v128.load64_zero(w + <usize>load<u32>(c) * 8), 1);
}

/** b + what the lanes of s hold + Σ value·w[column] over `count` entries, even and odd ones apart. */
function finish(s: v128, v: usize, c: usize, count: u32, w: usize, b: f64): f64 {
  const end = c + <usize>(count & ~1) * 4;
  for (; c < end; c += 8) {
    s = f64x2.add(s, f64x2.mul(v128.load(v), pair(c, w)));
    v += 16;
  }
  let even = f64x2.extract_lane(s, 0);
  if (count & 1) even += f64.load(v) * f64.load(w + <usize>load<u32>(c) * 8);
  return even + f64x2.extract_lane(s, 1) + b;
}

/**
 * One output. Row i has the entries start[i] … start[i + 1] − 1, counted from `first`, the entry that
 * lies at `values` and `columns`: o[i] = b + Σ value·w[column], even and odd entries apart.
 */
function forward1(
  values: usize, columns: usize, start: usize, first: u32, rows: i32, w: usize, b: f64, o: usize,
): void {
  const half = <usize>(rows >> 1);
  const end = start + half * 4;
  const apart = half * 4;
  for (; start < end; start += 4) {
    const e = load<u32>(start), f = load<u32>(start + apart);
    const n = load<u32>(start, 4) - e, m = load<u32>(start + apart, 4) - f;
    let v = values + <usize>(e - first) * 8, c = columns + <usize>(e - first) * 4;
    let u = values + <usize>(f - first) * 8, d = columns + <usize>(f - first) * 4;
    const both = min(n, m) & ~3;
    const last = c + <usize>both * 4;
    let s = f64x2.splat(0), t = s;
    for (; c < last; c += 16) {
      s = f64x2.add(s, f64x2.mul(v128.load(v), pair(c, w)));
      t = f64x2.add(t, f64x2.mul(v128.load(u), pair(d, w)));
      s = f64x2.add(s, f64x2.mul(v128.load(v, 16), pair(c + 8, w)));
      t = f64x2.add(t, f64x2.mul(v128.load(u, 16), pair(d + 8, w)));
      v += 32;
      u += 32;
      d += 16;
    }
    f64.store(o, finish(s, v, c, n - both, w, b));
    f64.store(o + half * 8, finish(t, u, d, m - both, w, b));
    o += 8;
  }
  if (rows & 1) {
    start += apart;
    const e = load<u32>(start);
    const at = <usize>(e - first);
    const sum = finish(f64x2.splat(0), values + at * 8, columns + at * 4, load<u32>(start, 4) - e, w, b);
    f64.store(o + half * 8, sum);
  }
}

/** g[column] += s·value for four entries. Their columns are distinct: all may be loaded before one is stored. */
function four(v: usize, c: usize, g: usize, s: f64): void {
  const p0 = g + <usize>load<u32>(c) * 8;
  const p1 = g + <usize>load<u32>(c, 4) * 8;
  const p2 = g + <usize>load<u32>(c, 8) * 8;
  const p3 = g + <usize>load<u32>(c, 12) * 8;
  const g0 = f64.load(p0) + s * f64.load(v);
  const g1 = f64.load(p1) + s * f64.load(v, 8);
  const g2 = f64.load(p2) + s * f64.load(v, 16);
  const g3 = f64.load(p3) + s * f64.load(v, 24);
  f64.store(p0, g0);
  f64.store(p1, g1);
  f64.store(p2, g2);
  f64.store(p3, g3);
}

/** g[column] += s·value for `count` entries. */
function scatter(v: usize, c: usize, count: u32, g: usize, s: f64): void {
  const end = c + <usize>count * 4;
  for (; c + 12 < end; c += 16) {
    four(v, c, g, s);
    v += 32;
  }
  for (; c < end; c += 4) {
    const p = g + <usize>load<u32>(c) * 8;
    f64.store(p, f64.load(p) + s * f64.load(v));
    v += 8;
  }
}

/** One output: g[column] += r[i]·value. Four entries of one row, four of the other, and so on. */
function backward1(
  values: usize, columns: usize, start: usize, first: u32, rows: i32, g: usize, r: usize,
): void {
  const half = <usize>(rows >> 1);
  const end = start + half * 4;
  const apart = half * 4;
  for (; start < end; start += 4) {
    const e = load<u32>(start), f = load<u32>(start + apart);
    const n = load<u32>(start, 4) - e, m = load<u32>(start + apart, 4) - f;
    let v = values + <usize>(e - first) * 8, c = columns + <usize>(e - first) * 4;
    let u = values + <usize>(f - first) * 8, d = columns + <usize>(f - first) * 4;
    const both = min(n, m) & ~3;
    const last = c + <usize>both * 4;
    const s = f64.load(r), t = f64.load(r + half * 8);
    for (; c < last; c += 16) {
      four(v, c, g, s);
      four(u, d, g, t);
      v += 32;
      u += 32;
      d += 16;
    }
    scatter(v, c, n - both, g, s);
    scatter(u, d, m - both, g, t);
    r += 8;
  }
  if (rows & 1) {
    start += apart;
    const e = load<u32>(start);
    const at = <usize>(e - first);
    scatter(values + at * 8, columns + at * 4, load<u32>(start, 4) - e, g, f64.load(r + half * 8));
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

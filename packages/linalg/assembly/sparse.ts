// Passes over rows of a sparse matrix. Sums are written as c + a·b, which the loader does not fuse:
// gathering is the limit here, and so the plain TypeScript twin gives the same bits.

/** The value at p in storage T, as float64. */
function value<T>(p: usize): f64 {
  return <f64>load<T>(p);
}

/**
 * One output. Row i has the entries start[i] … start[i + 1] − 1, counted from `first`, the entry that
 * lies at `values` and `columns`: o[i] = b + Σ value·w[column], even and odd entries apart.
 */
function forward1<T>(
  values: usize, columns: usize, start: usize, first: u32, rows: i32, w: usize, b: f64, o: usize,
): void {
  for (let i = 0; i < rows; i++) {
    let e = load<u32>(start) - first;
    const end = load<u32>(start, 4) - first;
    let v = values + <usize>e * sizeof<T>();
    let c = columns + <usize>e * 4;
    let even: f64 = 0, odd: f64 = 0;
    for (; e + 3 < end; e += 4) {
      even += value<T>(v) * f64.load(w + <usize>load<u32>(c) * 8);
      odd += value<T>(v + sizeof<T>()) * f64.load(w + <usize>load<u32>(c, 4) * 8);
      even += value<T>(v + 2 * sizeof<T>()) * f64.load(w + <usize>load<u32>(c, 8) * 8);
      odd += value<T>(v + 3 * sizeof<T>()) * f64.load(w + <usize>load<u32>(c, 12) * 8);
      v += 4 * sizeof<T>();
      c += 16;
    }
    if (e + 1 < end) {
      even += value<T>(v) * f64.load(w + <usize>load<u32>(c) * 8);
      odd += value<T>(v + sizeof<T>()) * f64.load(w + <usize>load<u32>(c, 4) * 8);
      v += 2 * sizeof<T>();
      c += 8;
      e += 2;
    }
    if (e < end) even += value<T>(v) * f64.load(w + <usize>load<u32>(c) * 8);
    f64.store(o, even + odd + b);
    o += 8;
    start += 4;
  }
}

/** One output: g[column] += r[i]·value. */
function backward1<T>(
  values: usize, columns: usize, start: usize, first: u32, rows: i32, g: usize, r: usize,
): void {
  for (let i = 0; i < rows; i++) {
    const e = load<u32>(start) - first;
    const count = load<u32>(start, 4) - first - e;
    let v = values + <usize>e * sizeof<T>();
    let c = columns + <usize>e * 4;
    const end = c + <usize>count * 4;
    const s = f64.load(r);
    // The columns of a row are distinct, so that four sums may be loaded before the first is stored.
    for (; c + 12 < end; c += 16) {
      const p0 = g + <usize>load<u32>(c) * 8;
      const p1 = g + <usize>load<u32>(c, 4) * 8;
      const p2 = g + <usize>load<u32>(c, 8) * 8;
      const p3 = g + <usize>load<u32>(c, 12) * 8;
      const g0 = f64.load(p0) + s * value<T>(v);
      const g1 = f64.load(p1) + s * value<T>(v + sizeof<T>());
      const g2 = f64.load(p2) + s * value<T>(v + 2 * sizeof<T>());
      const g3 = f64.load(p3) + s * value<T>(v + 3 * sizeof<T>());
      f64.store(p0, g0);
      f64.store(p1, g1);
      f64.store(p2, g2);
      f64.store(p3, g3);
      v += 4 * sizeof<T>();
    }
    for (; c < end; c += 4) {
      const p = g + <usize>load<u32>(c) * 8;
      f64.store(p, f64.load(p) + s * value<T>(v));
      v += sizeof<T>();
    }
    r += 8;
    start += 4;
  }
}

/**
 * Several outputs, their coefficients column by column: w[column][k], `padded` to a multiple of four.
 * o[i][k] = b[k] + Σ value·w[column][k].
 */
function forward<T>(
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
      let v = values + <usize>e * sizeof<T>();
      let s = f64x2.splat(0), t = s;
      for (let c = from; c < end; c += 4) {
        const p = wk + <usize>load<u32>(c) * stride;
        const x = f64x2.splat(value<T>(v));
        s = f64x2.add(s, f64x2.mul(x, v128.load(p)));
        t = f64x2.add(t, f64x2.mul(x, v128.load(p, 16)));
        v += sizeof<T>();
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
function backward<T>(
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
      let v = values + <usize>e * sizeof<T>();
      const s = v128.load(r + <usize>k * 8);
      const t = v128.load(r + <usize>k * 8, 16);
      for (let c = from; c < end; c += 4) {
        const p = gk + <usize>load<u32>(c) * stride;
        const x = f64x2.splat(value<T>(v));
        v128.store(p, f64x2.add(v128.load(p), f64x2.mul(x, s)));
        v128.store(p, f64x2.add(v128.load(p, 16), f64x2.mul(x, t)), 16);
        v += sizeof<T>();
      }
    }
    r += <usize>outputs * 8;
    start += 4;
  }
}

export function forward64(
  values: usize, columns: usize, start: usize, first: u32, rows: i32,
  outputs: i32, padded: i32, w: usize, b: usize, o: usize,
): void {
  if (outputs == 1) forward1<f64>(values, columns, start, first, rows, w, f64.load(b), o);
  else forward<f64>(values, columns, start, first, rows, outputs, padded, w, b, o);
}

export function forward32(
  values: usize, columns: usize, start: usize, first: u32, rows: i32,
  outputs: i32, padded: i32, w: usize, b: usize, o: usize,
): void {
  if (outputs == 1) forward1<f32>(values, columns, start, first, rows, w, f64.load(b), o);
  else forward<f32>(values, columns, start, first, rows, outputs, padded, w, b, o);
}

export function backward64(
  values: usize, columns: usize, start: usize, first: u32, rows: i32,
  outputs: i32, padded: i32, g: usize, r: usize,
): void {
  if (outputs == 1) backward1<f64>(values, columns, start, first, rows, g, r);
  else backward<f64>(values, columns, start, first, rows, outputs, padded, g, r);
}

export function backward32(
  values: usize, columns: usize, start: usize, first: u32, rows: i32,
  outputs: i32, padded: i32, g: usize, r: usize,
): void {
  if (outputs == 1) backward1<f32>(values, columns, start, first, rows, g, r);
  else backward<f32>(values, columns, start, first, rows, outputs, padded, g, r);
}

// What the machine can do at best in this engine: reading memory, and multiplying and adding. The
// kernels of the packages are measured against these.

/** Σ of the numbers of one range, read from its beginning to its end. Count divisible by 16. */
export function sum(at: usize, count: u32): f64 {
  const end = at + (<usize>count << 3);
  let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
  for (; at < end; at += 128) {
    a0 = f64x2.add(a0, v128.load(at));
    a1 = f64x2.add(a1, v128.load(at, 16));
    a2 = f64x2.add(a2, v128.load(at, 32));
    a3 = f64x2.add(a3, v128.load(at, 48));
    a4 = f64x2.add(a4, v128.load(at, 64));
    a5 = f64x2.add(a5, v128.load(at, 80));
    a6 = f64x2.add(a6, v128.load(at, 96));
    a7 = f64x2.add(a7, v128.load(at, 112));
  }
  a0 = f64x2.add(f64x2.add(f64x2.add(a0, a1), f64x2.add(a2, a3)), f64x2.add(f64x2.add(a4, a5), f64x2.add(a6, a7)));
  return f64x2.extract_lane(a0, 0) + f64x2.extract_lane(a0, 1);
}

/** The same, read as four ranges side by side. Count divisible by 32. */
export function sumOfQuarters(at: usize, count: u32): f64 {
  const quarter = <usize>count << 1;
  const end = at + quarter;
  let at1 = end, at2 = at1 + quarter, at3 = at2 + quarter;
  let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
  for (; at < end; at += 64) {
    a0 = f64x2.add(a0, v128.load(at));
    a1 = f64x2.add(a1, v128.load(at, 16));
    a2 = f64x2.add(a2, v128.load(at1));
    a3 = f64x2.add(a3, v128.load(at1, 16));
    a4 = f64x2.add(a4, v128.load(at2));
    a5 = f64x2.add(a5, v128.load(at2, 16));
    a6 = f64x2.add(a6, v128.load(at3));
    a7 = f64x2.add(a7, v128.load(at3, 16));
    a0 = f64x2.add(a0, v128.load(at, 32));
    a1 = f64x2.add(a1, v128.load(at, 48));
    a2 = f64x2.add(a2, v128.load(at1, 32));
    a3 = f64x2.add(a3, v128.load(at1, 48));
    a4 = f64x2.add(a4, v128.load(at2, 32));
    a5 = f64x2.add(a5, v128.load(at2, 48));
    a6 = f64x2.add(a6, v128.load(at3, 32));
    a7 = f64x2.add(a7, v128.load(at3, 48));
    at1 += 64;
    at2 += 64;
    at3 += 64;
  }
  a0 = f64x2.add(f64x2.add(f64x2.add(a0, a1), f64x2.add(a2, a3)), f64x2.add(f64x2.add(a4, a5), f64x2.add(a6, a7)));
  return f64x2.extract_lane(a0, 0) + f64x2.extract_lane(a0, 1);
}

/**
 * Twelve chains of fused multiply-adds in registers: 48 operations a turn. Returns something of the
 * result. Both factors are arguments: V8 would load a constant anew at each use.
 */
export function multiplyAdd(turns: u32, factor: f64, other: f64): f64 {
  const x = f64x2.splat(factor);
  const y = f64x2.splat(other);
  let a0 = x, a1 = x, a2 = x, a3 = x, a4 = x, a5 = x, a6 = x, a7 = x, a8 = x, a9 = x, a10 = x, a11 = x;
  for (let i: u32 = 0; i < turns; i++) {
    a0 = f64x2.relaxed_madd(x, y, a0);
    a1 = f64x2.relaxed_madd(x, y, a1);
    a2 = f64x2.relaxed_madd(x, y, a2);
    a3 = f64x2.relaxed_madd(x, y, a3);
    a4 = f64x2.relaxed_madd(x, y, a4);
    a5 = f64x2.relaxed_madd(x, y, a5);
    a6 = f64x2.relaxed_madd(x, y, a6);
    a7 = f64x2.relaxed_madd(x, y, a7);
    a8 = f64x2.relaxed_madd(x, y, a8);
    a9 = f64x2.relaxed_madd(x, y, a9);
    a10 = f64x2.relaxed_madd(x, y, a10);
    a11 = f64x2.relaxed_madd(x, y, a11);
  }
  a0 = f64x2.add(f64x2.add(f64x2.add(a0, a1), f64x2.add(a2, a3)), f64x2.add(f64x2.add(a4, a5), f64x2.add(a6, a7)));
  a0 = f64x2.add(a0, f64x2.add(f64x2.add(a8, a9), f64x2.add(a10, a11)));
  return f64x2.extract_lane(a0, 0) + f64x2.extract_lane(a0, 1);
}

/** The same in float32: 96 operations a turn. */
export function multiplyAdd32(turns: u32, factor: f32, other: f32): f32 {
  const x = f32x4.splat(factor);
  const y = f32x4.splat(other);
  let a0 = x, a1 = x, a2 = x, a3 = x, a4 = x, a5 = x, a6 = x, a7 = x, a8 = x, a9 = x, a10 = x, a11 = x;
  for (let i: u32 = 0; i < turns; i++) {
    a0 = f32x4.relaxed_madd(x, y, a0);
    a1 = f32x4.relaxed_madd(x, y, a1);
    a2 = f32x4.relaxed_madd(x, y, a2);
    a3 = f32x4.relaxed_madd(x, y, a3);
    a4 = f32x4.relaxed_madd(x, y, a4);
    a5 = f32x4.relaxed_madd(x, y, a5);
    a6 = f32x4.relaxed_madd(x, y, a6);
    a7 = f32x4.relaxed_madd(x, y, a7);
    a8 = f32x4.relaxed_madd(x, y, a8);
    a9 = f32x4.relaxed_madd(x, y, a9);
    a10 = f32x4.relaxed_madd(x, y, a10);
    a11 = f32x4.relaxed_madd(x, y, a11);
  }
  a0 = f32x4.add(f32x4.add(f32x4.add(a0, a1), f32x4.add(a2, a3)), f32x4.add(f32x4.add(a4, a5), f32x4.add(a6, a7)));
  a0 = f32x4.add(a0, f32x4.add(f32x4.add(a8, a9), f32x4.add(a10, a11)));
  return f32x4.extract_lane(a0, 0) + f32x4.extract_lane(a0, 1) + f32x4.extract_lane(a0, 2) + f32x4.extract_lane(a0, 3);
}

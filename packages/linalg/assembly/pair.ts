// Two numbers at a time. Float32 storage is widened as it is loaded: all arithmetic is float64.

/** Bytes of a pair in storage T. */
export function pairBytes<T>(): usize {
  return sizeof<T>() * 2;
}

/** The pair at p, and those 1, 2 and 3 pairs on: the offset must be a literal to cost nothing. */
export function load2<T>(p: usize): v128 {
  if (sizeof<T>() == 8) return v128.load(p);
  return f64x2.promote_low_f32x4(v128.load64_zero(p));
}

export function load2a<T>(p: usize): v128 {
  if (sizeof<T>() == 8) return v128.load(p, 16);
  return f64x2.promote_low_f32x4(v128.load64_zero(p, 8));
}

export function load2b<T>(p: usize): v128 {
  if (sizeof<T>() == 8) return v128.load(p, 32);
  return f64x2.promote_low_f32x4(v128.load64_zero(p, 16));
}

export function load2c<T>(p: usize): v128 {
  if (sizeof<T>() == 8) return v128.load(p, 48);
  return f64x2.promote_low_f32x4(v128.load64_zero(p, 24));
}

/** The number at p beside a zero. */
export function load1<T>(p: usize): v128 {
  if (sizeof<T>() == 8) return v128.load64_zero(p);
  return f64x2.promote_low_f32x4(v128.load32_zero(p));
}

/**
 * a·b + c. Written as product and sum in this order: where the engine has relaxed SIMD, the loader
 * rewrites exactly this sequence to a fused multiply-add (see src/kernels/fuse.ts).
 */
export function madd(a: v128, b: v128, c: v128): v128 {
  return f64x2.add(f64x2.mul(a, b), c);
}

/** (a.x + a.y, b.x + b.y) */
export function rowSums(a: v128, b: v128): v128 {
  return f64x2.add(v128.shuffle<f64>(a, b, 0, 2), v128.shuffle<f64>(a, b, 1, 3));
}

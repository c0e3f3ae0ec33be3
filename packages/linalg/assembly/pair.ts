// Two numbers at a time.

/**
 * a·b + c. Written as product and sum in this order: where the engine has relaxed SIMD, the loader
 * rewrites exactly this sequence to a fused multiply-add (see src/kernels/source.ts).
 */
export function madd(a: v128, b: v128, c: v128): v128 {
  return f64x2.add(f64x2.mul(a, b), c);
}

/** The same for four float32 numbers. */
export function madd32(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.mul(a, b), c);
}

/** (a.x + a.y, b.x + b.y) */
export function rowSums(a: v128, b: v128): v128 {
  return f64x2.add(v128.shuffle<f64>(a, b, 0, 2), v128.shuffle<f64>(a, b, 1, 3));
}

// exp and log1p, two numbers at a time, for the kernels of activations and losses.
//
// Constants are loaded from memory, each as a pair: as literals an engine builds them anew at every
// use, which takes longer than the arithmetic.

const C: usize = memory.data<f64>([
  1.4426950408889634, 1.4426950408889634, // 0: log2(e)
  6755399441055744.0, 6755399441055744.0, // 16: 1.5·2⁵², adding which rounds to an integer
  -0.6931471803691238, -0.6931471803691238, // 32: −ln2, its first 33 bits
  -1.9082149292705877e-10, -1.9082149292705877e-10, // 48: −ln2, the rest
  0.5, 0.5, // 64: Q of exp
  0.16666666666666669, 0.16666666666666669,
  0.04166666666662399, 0.04166666666662399,
  0.008333333333330051, 0.008333333333330051,
  0.0013888888917281794, 0.0013888888917281794, // 128
  0.00019841269863105968, 0.00019841269863105968,
  2.480152119021773e-5, 2.480152119021773e-5,
  2.7557268378684192e-6, 2.7557268378684192e-6,
  2.7620138719733994e-7, 2.7620138719733994e-7, // 192
  2.5100424157005067e-8, 2.5100424157005067e-8,
  1, 1, // 224
  -708, -708, // 240: below this e^x is, or rounds to, a subnormal
  -746, -746, // 256: and below this 0
  0.666666666666667, 0.666666666666667, // 272: P of log1p
  0.3999999999989889, 0.3999999999989889,
  0.2857142862625391, 0.2857142862625391,
  0.22222211089368124, 0.22222211089368124,
  0.18182892433364564, 0.18182892433364564, // 336
  0.15331611694570085, 0.15331611694570085,
  0.14617807492803847, 0.14617807492803847,
  2, 2, // 384
  6755399441056767.0, 6755399441056767.0, // 400: 1.5·2⁵² + 1023
]);

const BITS: usize = memory.data<i64>([
  // Added to the bits of u, it carries into the exponent exactly where the mantissa reaches √2.
  0x0009_5f61_9980_c433, 0x0009_5f61_9980_c433,
  0x4338_0000_0000_0000, 0x4338_0000_0000_0000, // 16: the bits of 1.5·2⁵²
  2046, 2046, // 32
]);

export function one(): v128 {
  return v128.load(C, 224);
}

/**
 * a·b + c. Product and sum in this order: where the engine has relaxed SIMD, the loader rewrites
 * exactly this sequence to a fused multiply-add.
 */
export function madd(a: v128, b: v128, c: v128): v128 {
  return f64x2.add(f64x2.mul(a, b), c);
}

/** Whether e^x may be subnormal for a number of the pair: x < −708. Then `expNegative` is needed. */
export function isTiny(x: v128): bool {
  return v128.any_true(f64x2.lt(x, v128.load(C, 240)));
}

/** x = n·ln2 + r: n in the low bits of the result, rounded by adding 1.5·2⁵². */
function multipleOfLn2(x: v128): v128 {
  return madd(x, v128.load(C), v128.load(C, 16));
}

/**
 * e^r with r = x − n·ln2, |r| ≤ ln2/2: 1 + r + r²·Q(r), Q of degree 9 from Chebyshev points, relative
 * error 1.7e-17. ln2 is in two parts, the first short enough that its product with n is exact
 * (W. J. Cody, W. Waite, Software Manual for the Elementary Functions, 1980).
 */
function expOfRest(x: v128, shifted: v128): v128 {
  const n = f64x2.sub(shifted, v128.load(C, 16));
  const r = madd(n, v128.load(C, 48), madd(n, v128.load(C, 32), x));
  // Q in pairs of terms, which are put together by powers of z.
  const z = f64x2.mul(r, r);
  let q = madd(v128.load(C, 208), r, v128.load(C, 192));
  q = madd(q, z, madd(v128.load(C, 176), r, v128.load(C, 160)));
  q = madd(q, z, madd(v128.load(C, 144), r, v128.load(C, 128)));
  q = madd(q, z, madd(v128.load(C, 112), r, v128.load(C, 96)));
  q = madd(q, z, madd(v128.load(C, 80), r, v128.load(C, 64)));
  return f64x2.add(madd(z, q, r), one());
}

/** e^x for −708 ≤ x ≤ 0, to 1 ulp; NaN stays NaN. 2ⁿ·e^r by adding n to the exponent bits. */
export function expNormal(x: v128): v128 {
  const shifted = multipleOfLn2(x);
  return i64x2.add(expOfRest(x, shifted), i64x2.shl(shifted, 52));
}

/**
 * `expNormal` of the four numbers at d, in place: the same steps, so the same bits, for two pairs in
 * turn. That takes 0.8 of the time of one pair after the other (1.3 ns a number against 1.65), whose
 * long chain of sums fills the processor's queue with what cannot start yet.
 */
export function expNormalFour(d: usize): void {
  let c = v128.load(C);
  let k = v128.load(C, 16);
  let r = v128.load(d);
  let s = v128.load(d, 16);
  const bitsR = madd(r, c, k);
  const bitsS = madd(s, c, k);
  const m = f64x2.sub(bitsR, k);
  const n = f64x2.sub(bitsS, k);
  c = v128.load(C, 32);
  r = madd(m, c, r);
  s = madd(n, c, s);
  c = v128.load(C, 48);
  r = madd(m, c, r);
  s = madd(n, c, s);
  const y = f64x2.mul(r, r);
  const z = f64x2.mul(s, s);
  c = v128.load(C, 208);
  k = v128.load(C, 192);
  let p = madd(c, r, k);
  let q = madd(c, s, k);
  c = v128.load(C, 176);
  k = v128.load(C, 160);
  p = madd(p, y, madd(c, r, k));
  q = madd(q, z, madd(c, s, k));
  c = v128.load(C, 144);
  k = v128.load(C, 128);
  p = madd(p, y, madd(c, r, k));
  q = madd(q, z, madd(c, s, k));
  c = v128.load(C, 112);
  k = v128.load(C, 96);
  p = madd(p, y, madd(c, r, k));
  q = madd(q, z, madd(c, s, k));
  c = v128.load(C, 80);
  k = v128.load(C, 64);
  p = madd(p, y, madd(c, r, k));
  q = madd(q, z, madd(c, s, k));
  c = one();
  p = f64x2.add(madd(y, p, r), c);
  q = f64x2.add(madd(z, q, s), c);
  v128.store(d, i64x2.add(p, i64x2.shl(bitsR, 52)));
  v128.store(d, i64x2.add(q, i64x2.shl(bitsS, 52)), 16);
}

/** e^x for all x ≤ 0, to 1 ulp, down to the subnormals; −Infinity gives 0, NaN stays NaN. */
export function expNegative(x: v128): v128 {
  const c = f64x2.pmax(x, v128.load(C, 256));
  const shifted = multipleOfLn2(c);
  const bits = i64x2.add(expOfRest(c, shifted), i64x2.shl(shifted, 52));
  // Where it may be subnormal: by 2^(n + 1000) on the bits, then by 2^−1000, which rounds.
  const up = i64x2.add(bits, i64x2.splat(1000 << 52));
  const rounded = f64x2.mul(up, f64x2.splat(9.332636185032189e-302));
  return v128.bitselect(rounded, bits, f64x2.lt(c, v128.load(C, 240)));
}

/**
 * log(1 + x) for finite x ≥ 0, to 2 ulp, also where 1 + x rounds to 1; NaN stays NaN.
 *
 * 1 + x = 2ᵏ(1 + f) with √½ ≤ 1 + f < √2, and log(1 + f) = 2 artanh(s) = 2s + s³·P(s²) with
 * s = f/(2 + f), P of degree 6 from Chebyshev points, relative error 5e-18. What the sum 1 + x lost is
 * put back into f.
 */
export function log1p(x: v128): v128 {
  const u = f64x2.add(one(), x);
  const lost = f64x2.sub(x, f64x2.sub(u, one()));
  const biased = i64x2.shr_u(i64x2.add(u, v128.load(BITS)), 52);
  // −k as a double, by way of the low bits of 1.5·2⁵², and 2⁻ᵏ.
  const minusK = f64x2.sub(v128.load(C, 400), v128.or(biased, v128.load(BITS, 16)));
  const down = i64x2.shl(i64x2.sub(v128.load(BITS, 32), biased), 52);
  const f = madd(lost, down, f64x2.sub(f64x2.mul(u, down), one()));
  const s = f64x2.div(f, f64x2.add(v128.load(C, 384), f));
  const z = f64x2.mul(s, s);
  const p01 = madd(v128.load(C, 288), z, v128.load(C, 272));
  const p23 = madd(v128.load(C, 320), z, v128.load(C, 304));
  const p45 = madd(v128.load(C, 352), z, v128.load(C, 336));
  const z2 = f64x2.mul(z, z);
  const high = madd(v128.load(C, 368), z2, p45);
  const p = madd(f64x2.mul(z2, z2), high, madd(p23, z2, p01));
  const small = madd(f64x2.mul(s, z), p, f64x2.mul(minusK, v128.load(C, 48)));
  return madd(minusK, v128.load(C, 32), f64x2.add(f64x2.add(s, s), small));
}

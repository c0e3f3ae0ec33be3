/** Float64 at `to` of `count` float32 numbers at the end of that place: they are read before they are lost. */
export function widen(to: usize, count: i32): void {
  let from = to + <usize>count * 4;
  for (const end = to + (<usize>count >> 1) * 16; to < end; to += 16) {
    v128.store(to, f64x2.promote_low_f32x4(v128.load64_zero(from)));
    from += 8;
  }
  if (count & 1) f64.store(to, <f64>f32.load(from));
}

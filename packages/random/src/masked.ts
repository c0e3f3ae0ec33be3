/** The smallest 2ᵇ − 1 ≥ limit, for limit below 2³². */
const maskOf = (limit: number): number => (limit === 0 ? 0 : 0xffff_ffff >>> Math.clz32(limit));

/**
 * A uniform integer in [0, limit] by masked rejection: draw as many bits as `limit` has and draw
 * again while the result is too large. Unbiased; below 2³² each trial takes one 32-bit draw, above
 * it two, the high half first. A limit of 0 draws nothing.
 * @param next32 draws 32 bits, as a signed or unsigned integer
 * @param limit an integer in [0, 2⁵³)
 */
export const maskedInteger = (next32: () => number, limit: number): number => {
  if (limit === 0) return 0;
  if (limit <= 0xffff_ffff) {
    const mask = maskOf(limit);
    for (;;) {
      const value = (next32() & mask) >>> 0;
      if (value <= limit) return value;
    }
  }
  const mask = maskOf(Math.floor(limit / 0x1_0000_0000));
  for (;;) {
    const high = (next32() & mask) >>> 0;
    const value = high * 0x1_0000_0000 + (next32() >>> 0);
    if (value <= limit) return value;
  }
};

const bits = new DataView(new ArrayBuffer(8));

/** Position of a double among all doubles, ascending; both zeros have position 0. */
const position = (x: number): bigint => {
  bits.setFloat64(0, x);
  const raw = bits.getBigInt64(0);
  return raw >= 0n ? raw : -(raw & 0x7fff_ffff_ffff_ffffn);
};

/**
 * How many doubles lie between a and b, b counted: 0 for equal numbers (0 and −0 are), 1 for
 * neighbours. NaN is at distance 0 from NaN and at Infinity from all else.
 * @example
 * ulpDistance(1, 1 + Number.EPSILON); // 1
 */
export const ulpDistance = (a: number, b: number): number => {
  if (Number.isNaN(a) || Number.isNaN(b)) {
    return Number.isNaN(a) && Number.isNaN(b) ? 0 : Number.POSITIVE_INFINITY;
  }
  const distance = Number(position(a) - position(b));
  return Math.abs(distance);
};

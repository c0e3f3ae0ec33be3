/** A value at 50 digits as two doubles: the nearest double, and the rest. */
export type Exact = readonly number[];

/** How far a double is from an exact value, in units of the last place of that value. */
export const ulps = (got: number, [hi, lo]: Exact): number => {
  if (got === hi && !Number.isFinite(hi!)) return 0;
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(hi!))), -1022);
  // log2 may round up just below a power of two: one step down then.
  const fits = 2 ** exponent <= Math.abs(hi!) || exponent === -1022;
  // In two factors, as 2^−1074 is the smallest double and must not be reached through a smaller one.
  const unit = 2 ** ((fits ? exponent : exponent - 1) - 52);
  return Math.abs(got - hi! - lo!) / unit;
};

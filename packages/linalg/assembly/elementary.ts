// Elementary functions over arrays of float64, in place: `count` is a multiple of four (the caller pads).

import { expm1 } from "./expm1";
import { log1p } from "./log1p";

export { expInPlace } from "./exp";

export function expm1InPlace(p: usize, count: i32): void {
  const end = p + <usize>count * 8;
  for (; p < end; p += 16) v128.store(p, expm1(v128.load(p)));
}

export function log1pInPlace(p: usize, count: i32): void {
  const end = p + <usize>count * 8;
  for (; p < end; p += 16) v128.store(p, log1p(v128.load(p)));
}

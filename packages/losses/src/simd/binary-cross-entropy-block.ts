import { binaryCrossEntropyBlock as plain } from '../binary-cross-entropy-block.ts';
import type { BlockLoss } from '../types.ts';
import { binaryKernels } from './kernels.ts';
import { bring, bringInto, fetch, workplaces } from './workplace.ts';

/** Rows per kernel call: staged arrays then fit in a first-level cache, and no product overflows. */
const ROWS = 512;

/** Bytes that the kernel works in itself, besides one number a row. */
const SUMS = 128;

const workplaceFor = /* @__PURE__ */ workplaces(binaryKernels);

const pass = (
  logits: Float64Array,
  targets: Float64Array,
  weights: Float64Array | null,
  curvature: Float64Array | null,
  out: Float64Array | null,
): number | null => {
  const place = workplaceFor(logits);
  if (place === null) return null;
  const { run, f64, start } = place;
  const o = start + SUMS;
  const y = o + 8 * ROWS;
  const w = y + 8 * ROWS;
  const c = w + 8 * ROWS;
  const e = c + 8 * ROWS;
  const s = start / 8;
  let sum = 0;
  let lost = 0;
  for (let from = 0; from < logits.length; from += ROWS) {
    const to = Math.min(from + ROWS, logits.length);
    const rows = to - from;
    const atO =
      out === null ? bring(place, logits, from, to, o) : bringInto(place, logits, out, from, to, o);
    const atY = bring(place, targets, from, to, y);
    const atW = weights === null ? 0 : bring(place, weights, from, to, w);
    run.binary(atO, atY, atW, curvature === null ? 0 : c, e, rows, start, out === null ? 0 : 1);
    let logs = f64[s]! + f64[s + 1]! + (f64[s + 4]! + f64[s + 5]!);
    if (weights === null) {
      // R of the four lanes together, as the kernel takes a row: R + e(1 + R).
      const a = f64[s]! + f64[s + 1]! * (1 + f64[s]!);
      const b = f64[s + 4]! + f64[s + 5]! * (1 + f64[s + 4]!);
      logs = Math.log1p(a + b * (1 + a));
    }
    const term = logs + (f64[s + 2]! + f64[s + 3]! + (f64[s + 6]! + f64[s + 7]!));
    const next = sum + term;
    lost += sum >= term ? sum - next + term : term - next + sum;
    sum = next;
    if (out !== null && atO === o) fetch(place, out, from, to, o);
    if (curvature !== null) fetch(place, curvature, from, to, c);
  }
  return Math.abs(sum) < Infinity ? sum + lost : sum;
};

/**
 * Binary cross-entropy over a block of logits in place, by SIMD kernel: the same loss, residuals and
 * curvatures as the plain `binaryCrossEntropyBlock`, to a few ulp.
 *
 *     ℓ = log1p(e) + (o > 0 ? 1−y : y)·|o|,   r = ŷ − y,   κ = ŷ(1−ŷ) = q/(1+e)
 *
 * Logits that a walk of linalg has in its kernel memory are worked on where they are; others are
 * copied in and out. Without weights a row costs no logarithm: the losses of 512 rows come from four
 * running products. Where linalg's `useEngine()` says 'plain', the plain function runs.
 * @example
 * import { binaryCrossEntropyBlock } from '@betahat/losses/simd';
 * const block = new Float64Array([0, 0]);
 * binaryCrossEntropyBlock.residual(block, new Float64Array([1, 0]), null); // 1.3862943611198906
 * block; // Float64Array [-0.5, 0.5]
 */
export const binaryCrossEntropyBlock: BlockLoss<Float64Array> = {
  name: plain.name,
  residual: (logits, targets, weights, out = logits) =>
    pass(logits, targets, weights, null, out) ?? plain.residual(logits, targets, weights, out),
  residualAndCurvature: (logits, targets, weights, curvature, out = logits) =>
    pass(logits, targets, weights, curvature, out) ??
    plain.residualAndCurvature(logits, targets, weights, curvature, out),
  value: (logits, targets, weights) =>
    pass(logits, targets, weights, null, null) ?? plain.value(logits, targets, weights),
};

import { categoricalCrossEntropyBlock as plainBlock } from '../categorical-cross-entropy-block.ts';
import type { BlockLoss } from '../types.ts';
import { softmaxKernels } from './kernels.ts';
import { bring, bringInto, fetch, type Workplace, workplaces } from './workplace.ts';

/** Numbers of a block per kernel call: 32 kB, with its targets or probabilities still close by. */
const NUMBERS = 4096;

/** Rows per call at most: within both bounds no product of 1 + s over half the rows overflows. */
const ROWS = 256;

const workplaceFor = /* @__PURE__ */ workplaces(softmaxKernels);

type Targets = Uint32Array | Float64Array;

/** Where things lie in the free bytes, for calls of so many rows. */
const layoutFor = (place: Workplace, classes: number, soft: boolean) => {
  const perRow = 8 * (3 + classes * (soft ? 3 : 2) + (soft ? 0 : 1));
  const available = place.end - place.start - 256;
  const wanted = Math.min(ROWS, Math.max(4, Math.floor(NUMBERS / classes)));
  const rows = Math.min(wanted, Math.floor(available / perRow));
  const padded = 8 * (rows + 4);
  const block = 8 * (rows * classes + 2);
  const sums = place.start;
  const s = sums + 64;
  const w = s + padded;
  const counts = w + padded;
  const o = counts + padded;
  const p = o + block;
  const y = p + block;
  return { rows, sums, s, w, counts, o, p, y };
};

type Layout = ReturnType<typeof layoutFor>;

/** Class indices of rows `from` … `to` − 1, or the address of those that are resident. */
const bringIndices = (
  place: Workplace,
  targets: Uint32Array,
  from: number,
  to: number,
  at: number,
): number => {
  if (targets.buffer === place.buffer) return targets.byteOffset + 4 * from;
  place.u32.set(targets.subarray(from, to), at / 4);
  return at;
};

/**
 * Categorical cross-entropy over a block of logits (rows × classes) in place, by SIMD kernel: the same
 * loss, residuals and probabilities as the plain `categoricalCrossEntropyBlock`, to a few ulp.
 *
 *     ℓ = log1p(s) + Σₖ yₖ (m − oₖ),     ŷⱼ = e^(oⱼ − m) / (1 + s),     r = ŷ − y
 *
 * Logits that a walk of linalg has in its kernel memory are worked on where they are; others are
 * copied in and out. Where linalg's `useEngine()` says 'plain', or a row does not fit the kernel's
 * memory (some 20 000 classes), the plain function runs.
 * @param classes how many, from 2 up
 * @example
 * import { categoricalCrossEntropyBlock } from '@betahat/losses/simd';
 * const block = new Float64Array([0, 0]);
 * categoricalCrossEntropyBlock(2).residual(block, new Uint32Array([0]), null); // 0.6931471805599453
 * block; // Float64Array [-0.5, 0.5]
 */
export const categoricalCrossEntropyBlock = (classes: number): BlockLoss<Targets> => {
  const plain = plainBlock(classes);
  const layouts = {
    soft: new WeakMap<Workplace, Layout>(),
    index: new WeakMap<Workplace, Layout>(),
  };

  const pass = (
    logits: Float64Array,
    targets: Targets,
    weights: Float64Array | null,
    probabilities: Float64Array | null,
    out: Float64Array | null,
  ): number | null => {
    const place = workplaceFor(logits);
    if (place === null) return null;
    const soft = targets[Symbol.toStringTag] === 'Float64Array';
    const known = soft ? layouts.soft : layouts.index;
    let at = known.get(place);
    if (at === undefined) {
      at = layoutFor(place, classes, soft);
      known.set(place, at);
    }
    if (at.rows < 1) return null;
    const { run, f64 } = place;
    const all = logits.length / classes;
    let sum = 0;
    let lost = 0;
    for (let from = 0; from < all; from += at.rows) {
      const to = Math.min(from + at.rows, all);
      const rows = to - from;
      const first = from * classes;
      const last = to * classes;
      const w = weights === null ? 0 : bring(place, weights, from, to, at.w);
      const y = soft
        ? bring(place, targets as Float64Array, first, last, at.y)
        : bringIndices(place, targets as Uint32Array, from, to, at.y);
      const o =
        out === null
          ? bring(place, logits, first, last, at.o)
          : bringInto(place, logits, out, first, last, at.o);
      // Resident logits that are to stay as they are: the work goes elsewhere.
      const d = out === null ? at.o : o;
      const tiny = run.shift(o, d, rows, classes);
      let term = soft
        ? run.softDistance(d, y, w, rows, classes, at.counts)
        : run.indexDistance(d, y, w, rows, classes);
      run.exponentials(d, rows * classes, tiny);
      const p = probabilities === null ? 0 : at.p;
      if (out === null) run.totals(d, rows, classes, at.s);
      else if (soft) run.softResidual(d, p, d, y, w, at.s, rows, classes);
      else run.indexResidual(d, p, d, y, w, at.s, rows, classes);
      // Rows that fill up the kernels' fours: s = 0 and weight 0.
      for (let k = 0; k < 4; k++) f64[at.s / 8 + rows + k] = 0;
      const sums = at.sums / 8;
      if (!soft && weights === null) {
        run.product(at.s, rows, at.sums);
        const a = f64[sums]! + f64[sums + 1]! * (1 + f64[sums]!);
        const b = f64[sums + 2]! + f64[sums + 3]! * (1 + f64[sums + 2]!);
        term += Math.log1p(a) + Math.log1p(b);
      } else {
        const counts = soft ? at.counts : w;
        // A resident list of weights must not be padded, so an odd last row is taken by itself.
        const even = rows & ~1;
        run.weightedLogs(at.s, counts, even, at.sums);
        term += f64[sums]! + f64[sums + 1]!;
        if (even < rows) {
          const weight = f64[counts / 8 + even]!;
          if (weight !== 0) term += weight * Math.log1p(f64[at.s / 8 + even]!);
        }
      }
      const next = sum + term;
      lost += sum >= term ? sum - next + term : term - next + sum;
      sum = next;
      if (out !== null && d === at.o) fetch(place, out, first, last, d);
      if (probabilities !== null) fetch(place, probabilities, first, last, at.p);
    }
    return Math.abs(sum) < Infinity ? sum + lost : sum;
  };

  return {
    name: plain.name,
    residual: (logits, targets, weights, out = logits) =>
      pass(logits, targets, weights, null, out) ?? plain.residual(logits, targets, weights, out),
    residualAndCurvature: (logits, targets, weights, curvature, out = logits) =>
      pass(logits, targets, weights, curvature, out) ??
      plain.residualAndCurvature(logits, targets, weights, curvature, out),
    value: (logits, targets, weights) =>
      pass(logits, targets, weights, null, null) ?? plain.value(logits, targets, weights),
  };
};

import { allocate } from '@betahat/linalg';
import { expect, test } from 'vitest';
import { gradientWrtLogits } from '../src/gradient-wrt-logits.ts';
import { hessianVector } from '../src/hessian-vector.ts';
import { lossValue } from '../src/loss-value.ts';
import type { BlockLoss, Loss } from '../src/types.ts';
import { randomStream } from './random.ts';

const next = randomStream(20240505);

/** `count` numbers f(u), u uniform on (0, 1). */
export const draw = (count: number, f: (u: number) => number): Float64Array =>
  Float64Array.from({ length: count }, () => f(next()));

/** Class indices, and rows of probabilities. */
export const indices = (classes: number) => (rows: number) =>
  new Uint32Array(draw(rows, (u) => Math.floor(u * classes)));

export const distributions = (classes: number) => (rows: number) => {
  const y = draw(rows * classes, (u) => u);
  for (let i = 0; i < rows; i++) {
    const row = y.subarray(i * classes, (i + 1) * classes);
    const sum = row.reduce((a, b) => a + b, 0);
    row.forEach((v, j) => {
      row[j] = v / sum;
    });
  }
  return y;
};

const near = (got: ArrayLike<number>, wanted: ArrayLike<number>, tolerance: number): void => {
  expect(got).toHaveLength(wanted.length);
  // One assertion for all entries: one for each would take longer than the kernels by far.
  let worst = 0;
  for (let k = 0; k < wanted.length; k++) {
    const error = Math.abs(got[k]! - wanted[k]!) / Math.max(1, Math.abs(wanted[k]!));
    if (!(error <= worst)) worst = error;
  }
  expect(worst).toBeLessThanOrEqual(tolerance);
};

/** Pairs of arrays as long as the logits, each ordinary or in kernel memory. */
const places = ({ length }: Float64Array): [Float64Array, Float64Array][] => {
  const ordinary = () => new Float64Array(length);
  const resident = () => allocate(1, length).data as Float64Array;
  const both = [ordinary, resident];
  return both.flatMap((from) => both.map((to) => [from(), to()] as [Float64Array, Float64Array]));
};

/**
 * What a block loss promises: the numbers of the loss that it writes out, for any number of rows, with
 * and without weights, whether residuals or curvatures are asked for too; logits left alone by `value`
 * and where the result has an array of its own, be that ordinary or in kernel memory.
 */
export const blockContract = <T extends Float64Array | Uint32Array>(
  label: string,
  block: BlockLoss<T>,
  loss: Loss,
  targetsOf: (rows: number) => T,
  tolerance = 1e-15,
): void => {
  test.each([0, 1, 2, 3, 4, 5, 17, 600])(`${label}: %d rows`, (rows) => {
    for (const weights of [null, draw(rows, (u) => (u < 0.2 ? 0 : 2 * u))]) {
      if (weights !== null && rows > 0) weights[0] = 1;
      const logits = draw(rows * loss.outputs, (u) => 800 * (u - 0.5) ** 3);
      const targets = targetsOf(rows);
      const untouched = logits.slice();
      const value = block.value(logits, targets, weights);
      expect(logits).toEqual(untouched);
      near([value], [lossValue(loss, logits, targets, { weights })], 4e-15);

      const first = logits.slice();
      expect(block.residual(first, targets, weights)).toBe(value);
      near(first, gradientWrtLogits(loss, logits, targets, { weights }), tolerance);

      const second = logits.slice();
      const curvature = new Float64Array(logits.length);
      expect(block.residualAndCurvature(second, targets, weights, curvature)).toBe(value);
      near(second, first, tolerance);

      for (const [from, to] of places(logits)) {
        from.set(logits);
        to.fill(NaN);
        const again = new Float64Array(logits.length);
        expect(block.residual(from, targets, weights, to)).toBe(value);
        expect(to).toEqual(first);
        expect(from).toEqual(logits);
        to.fill(NaN);
        expect(block.residualAndCurvature(from, targets, weights, again, to)).toBe(value);
        expect([to, again, from]).toEqual([second, curvature, logits]);
      }
      if (loss.outputs === 1) {
        const ones = new Float64Array(rows).fill(1);
        near(curvature, hessianVector(loss, logits, targets, ones, { weights }), tolerance);
      } else {
        const first = logits.map((_, k) => (k % loss.outputs === 0 ? 1 : 0));
        const ŷ = gradientWrtLogits(loss, logits, first).map((g, k) => g + first[k]!);
        near(curvature, ŷ, tolerance);
      }
    }
  });
};

import { sigmoid } from '@betahat/activations';
import { allocate, rowWalk, useEngine } from '@betahat/linalg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blockContract, distributions, draw, indices } from '../../test/block-contract.ts';
import reference from '../../test/fixtures/reference.json';
import { ulps } from '../../test/ulp.ts';
import { binaryCrossEntropy } from '../binary-cross-entropy.ts';
import { binaryCrossEntropyBlock as plainBinary } from '../binary-cross-entropy-block.ts';
import { categoricalCrossEntropy } from '../categorical-cross-entropy.ts';
import { categoricalCrossEntropyBlock as plainCategorical } from '../categorical-cross-entropy-block.ts';
import type { BlockLoss } from '../types.ts';
import { binaryCrossEntropyBlock, categoricalCrossEntropyBlock } from './index.ts';

const engines = (['relaxed', 'simd', 'plain'] as const).filter((engine) => {
  try {
    return useEngine(engine) === engine;
  } catch {
    return false;
  }
});
useEngine('auto');

describe.each(engines)('%s', (engine) => {
  beforeAll(() => {
    useEngine(engine);
  });
  afterAll(() => {
    useEngine('auto');
  });

  blockContract('binary, hard', binaryCrossEntropyBlock, binaryCrossEntropy, (n) =>
    draw(n, (u) => Math.round(u)),
  );
  blockContract('binary, soft', binaryCrossEntropyBlock, binaryCrossEntropy, (n) =>
    draw(n, (u) => u),
  );
  for (const classes of [2, 3, 4, 5, 10, 31, 260]) {
    const block = categoricalCrossEntropyBlock(classes);
    const loss = categoricalCrossEntropy(classes);
    blockContract(`${classes} classes, indices`, block, loss, indices(classes));
    blockContract(`${classes} classes, probabilities`, block, loss, distributions(classes));
  }

  test('binary: within 4 ulp from 5e-324 to 1.8e308, weighted or not', () => {
    for (const { x, y, loss } of reference.binary) {
      const [o, t] = [new Float64Array([x]), new Float64Array([y])];
      for (const weights of [null, new Float64Array([1])]) {
        const error = ulps(binaryCrossEntropyBlock.value(o, t, weights), loss);
        expect(error, `o = ${x}, y = ${y}`).toBeLessThanOrEqual(4);
      }
    }
  });

  test('binary: residuals within 4 ulp of ±σ(±o), curvatures of σ(o)σ(−o)', () => {
    const x = new Float64Array(reference.binary.map((point) => point.x));
    for (const y of [0, 1]) {
      const [r, c] = [x.slice(), new Float64Array(x.length)];
      binaryCrossEntropyBlock.residualAndCurvature(r, new Float64Array(x.length).fill(y), null, c);
      x.forEach((o, i) => {
        const wanted = y === 0 ? sigmoid(o) : -sigmoid(-o);
        expect(ulps(r[i]!, [wanted, 0]), `o = ${o}, y = ${y}`).toBeLessThanOrEqual(4);
        const curvature = sigmoid(o) * sigmoid(-o);
        expect(ulps(c[i]!, [curvature, 0]), `curvature at ${o}`).toBeLessThanOrEqual(4);
      });
    }
  });

  test('categorical: within 4 ulp up to 10 classes, 8 for 300', () => {
    for (const { x, losses, y, soft } of reference.categorical) {
      const most = x.length <= 10 ? 4 : 8;
      const block = categoricalCrossEntropyBlock(x.length);
      const o = new Float64Array(x);
      losses.forEach((exact, c) => {
        for (const weights of [null, new Float64Array([1])]) {
          const error = ulps(block.value(o, new Uint32Array([c]), weights), exact);
          expect(error, `class ${c} of ${x.slice(0, 5)}`).toBeLessThanOrEqual(most);
        }
      });
      const error = ulps(block.value(o, new Float64Array(y), null), soft);
      expect(error, `soft targets of ${x.slice(0, 5)}`).toBeLessThanOrEqual(most);
    }
  });

  test('losses too small for 1 + e are not lost in the running product', () => {
    const o = draw(512, (u) => 40 + 10 * u);
    const ones = new Float64Array(512).fill(1);
    const wanted = plainBinary.value(o, ones, null);
    expect(Math.abs(binaryCrossEntropyBlock.value(o, ones, null) / wanted - 1)).toBeLessThan(4e-15);
  });

  const INF = Number.POSITIVE_INFINITY;
  const NAN = Number.NaN;

  test('binary: infinities and NaN as the plain block has them', () => {
    for (const o of [INF, -INF, NAN, 1e300, -1e300, 720, -745]) {
      for (const y of [0, 1, 0.5]) {
        const [a, b] = [new Float64Array([o, 1]), new Float64Array([o, 1])];
        const targets = new Float64Array([y, 1]);
        const [c, d] = [new Float64Array(2), new Float64Array(2)];
        const got = binaryCrossEntropyBlock.residualAndCurvature(a, targets, null, c);
        const wanted = plainBinary.residualAndCurvature(b, targets, null, d);
        expect(got, `o = ${o}, y = ${y}`).toSatisfy(
          (v: number) => Object.is(v, wanted) || Math.abs(v / wanted - 1) < 1e-15,
        );
        expect(a[0]! - b[0]!, `residual, o = ${o}, y = ${y}`).toSatisfy(
          (v: number) => Math.abs(v) < 1e-15 || Number.isNaN(b[0]),
        );
        expect(Number.isNaN(c[0])).toBe(Number.isNaN(d[0]));
      }
    }
    const weights = new Float64Array([0, 1]);
    const o = new Float64Array([-INF, 0]);
    expect(binaryCrossEntropyBlock.value(o, new Float64Array([1, 0]), weights)).toBe(Math.LN2);
  });

  test('categorical: infinities and NaN as the plain block has them', () => {
    for (const row of [
      [INF, 0, 1],
      [-INF, 0, 1],
      [0, INF, -INF],
      [INF, INF, 0],
      [-INF, -INF, -INF],
      [NAN, 0, 1],
      [0, NAN, INF],
      [1e300, -1e300, 0],
    ]) {
      for (const targets of [new Uint32Array([1, 0]), new Float64Array([0.5, 0.5, 0, 0, 0, 1])]) {
        const [a, b] = [new Float64Array([...row, 1, 2, 3]), new Float64Array([...row, 1, 2, 3])];
        const [c, d] = [new Float64Array(6), new Float64Array(6)];
        const got = categoricalCrossEntropyBlock(3).residualAndCurvature(a, targets, null, c);
        const wanted = plainCategorical(3).residualAndCurvature(b, targets, null, d);
        expect(got, `${row}`).toSatisfy(
          (v: number) => Object.is(v, wanted) || Math.abs(v / wanted - 1) < 1e-15,
        );
        for (const [x, y] of [
          [a, b],
          [c, d],
        ] as const) {
          y.forEach((w, k) => {
            if (Number.isNaN(w)) expect(x[k], `${row}`).toBeNaN();
            else expect(Math.abs(x[k]! - w), `${row}`).toBeLessThanOrEqual(1e-15);
          });
        }
      }
    }
  });

  test('more classes than fit the kernel’s memory are left to the plain block', () => {
    const classes = 70_000;
    const o = draw(classes, (u) => u);
    const y = new Uint32Array([3]);
    expect(categoricalCrossEntropyBlock(classes).value(o, y, null)).toBe(
      plainCategorical(classes).value(o, y, null),
    );
  });

  /** The same walk with both blocks: loss, residuals (by the gradient) and curvature. */
  const walks = <T extends Float64Array | Uint32Array>(
    rows: number,
    outputs: number,
    width: number,
    targets: T,
    weights: Float64Array | null,
    block: BlockLoss<T>,
  ) => {
    const X = allocate(rows, 7);
    X.data.set(draw(rows * 7, (u) => 4 * u - 2));
    const walk = rowWalk(X, outputs);
    const w = draw(7 * outputs, (u) => 2 * u - 1);
    return (use: BlockLoss<T>) => {
      const gradient = new Float64Array(7 * outputs);
      const curvature = new Float64Array(rows * outputs);
      let value = 0;
      walk.fused(
        w,
        null,
        (logits, start, count) => {
          value += (use ?? block).residualAndCurvature(
            logits,
            targets.subarray(start * width, (start + count) * width) as T,
            weights?.subarray(start, start + count) ?? null,
            curvature.subarray(start * outputs, (start + count) * outputs),
          );
        },
        gradient,
        null,
      );
      return [value, ...gradient, ...curvature];
    };
  };

  test.each([1, 5, 8, 203, 3001])('within a walk over %d rows, in its own memory', (rows) => {
    for (const weights of [null, draw(rows, (u) => u)]) {
      const near = (got: number[], wanted: number[]) => {
        const errors = wanted.map((v, k) => Math.abs(got[k]! - v) / Math.max(1, Math.abs(v)));
        expect(errors.every((error) => error <= 1e-13)).toBe(true);
      };
      const y = draw(rows, (u) => Math.round(u));
      const binary = walks(rows, 1, 1, y, weights, binaryCrossEntropyBlock);
      near(binary(binaryCrossEntropyBlock), binary(plainBinary));
      for (const classes of [3, 10]) {
        const [simd, plain] = [categoricalCrossEntropyBlock(classes), plainCategorical(classes)];
        const index = indices(classes)(rows);
        const hard = walks(rows, classes, 1, index, weights, simd as BlockLoss<Uint32Array>);
        near(hard(simd as BlockLoss<Uint32Array>), hard(plain as BlockLoss<Uint32Array>));
        const p = distributions(classes)(rows);
        const soft = walks(rows, classes, classes, p, weights, simd as BlockLoss<Float64Array>);
        near(soft(simd as BlockLoss<Float64Array>), soft(plain as BlockLoss<Float64Array>));
      }
    }
  });
});

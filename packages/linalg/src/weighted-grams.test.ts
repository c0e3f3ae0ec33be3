import { afterEach, expect, test } from 'vitest';
import { expectClose } from '../test/close.ts';
import { ENGINES } from '../test/engines.ts';
import { denseSample, float32Sample, numbers, SHAPES, sparseSample } from '../test/samples.ts';
import { transposed } from '../test/transposed.ts';
import { allocate } from './allocate.ts';
import { dense } from './dense.ts';
import { gram } from './gram.ts';
import { useEngine } from './kernels/engine.ts';
import { toDense } from './to-dense.ts';
import type { Matrix } from './types.ts';
import { type Weigh, weightedGrams } from './weighted-grams.ts';

/** [A 1], spelled out. */
const withOnes = (A: Matrix) => {
  const { rows, cols, data } = toDense(A);
  const wide = dense(rows, cols + 1, new Float64Array(rows * (cols + 1)).fill(1));
  for (let i = 0; i < rows; i++) {
    (wide.data as Float64Array).set(data.subarray(i * cols, (i + 1) * cols), i * (cols + 1));
  }
  return wide;
};

const weighings = (rows: number, count: number) => {
  const all = Array.from({ length: count }, (_, which) => numbers(rows, which + 5));
  const weigh: Weigh = (which, start, end, out, at) =>
    out.set(all[which]!.subarray(start, end), at);
  return { all, weigh };
};

const products = (A: Matrix, ones: boolean, count: number, weigh: Weigh): Float64Array[] => {
  const found: Float64Array[] = [];
  weightedGrams(A, ones, count, weigh, (which, { rows, cols, data }) => {
    expect([which, rows, cols]).toEqual([found.length, A.cols + +ones, A.cols + +ones]);
    found.push(Float64Array.from(data));
  });
  return found;
};

const KINDS = { float64: denseSample, float32: float32Sample, csr: sparseSample };

afterEach(() => {
  useEngine('auto');
});

for (const [name, sample, engine] of Object.entries(KINDS).flatMap(([name, sample]) =>
  (name === 'csr' ? (['plain'] as const) : ENGINES).map((e) => [name, sample, e] as const),
)) {
  test.each(SHAPES.filter(([, cols]) => cols < 200))(
    `${name}, ${engine}, %i by %i: those of gram, symmetric to the bit`,
    (rows, cols) => {
      useEngine(engine);
      const A = sample(rows, cols);
      const { all, weigh } = weighings(rows, 3);
      for (const ones of [false, true]) {
        const found = products(A, ones, 3, weigh);
        const wide = ones ? withOnes(A) : A;
        for (const [which, product] of found.entries()) {
          expectClose(product, gram(wide, all[which]).data, rows + 1);
          expect(product).toEqual(transposed(product, wide.cols, wide.cols));
        }
        expect(found.length).toBe(3);
      }
    },
  );
}

test('more products than there is room for at once, in kernel memory and out of it', () => {
  const [rows, cols, count] = [2000, 300, 5];
  const A = allocate(rows, cols);
  A.data.set(denseSample(rows, cols).data);
  const { all, weigh } = weighings(rows, count);
  const found = products(A, true, count, weigh);
  const copy = dense(rows, cols, A.data.slice());
  expect(products(copy, true, count, weigh)).toEqual(found);
  for (const [which, d] of all.entries()) {
    expectClose(found[which]!, gram(withOnes(A), d).data, rows + 1);
  }
});

test('wider than a block of the kernels', () => {
  const A = denseSample(20, 600);
  const { all, weigh } = weighings(20, 2);
  const found = products(A, true, 2, weigh);
  expectClose(found[1]!, gram(withOnes(A), all[1]).data, 21);
});

test('a weight that throws leaves the kernels free', () => {
  const A = denseSample(9, 4);
  const broken = () => {
    throw new Error('no weight');
  };
  expect(() => weightedGrams(A, true, 1, broken, () => undefined)).toThrow('no weight');
  const { all, weigh } = weighings(9, 1);
  expectClose(products(A, false, 1, weigh)[0]!, gram(A, all[0]).data, 10);
});

test('names what does not fit', () => {
  expect(() =>
    weightedGrams(
      { kind: 'table' } as never,
      true,
      1,
      () => 0,
      () => 0,
    ),
  ).toThrow('weightedGrams: A must be a DenseMatrix or CsrMatrix');
  expect(() =>
    weightedGrams(
      denseSample(2, 2),
      true,
      1.5,
      () => 0,
      () => 0,
    ),
  ).toThrow('weightedGrams: count must be a non-negative integer, got 1.5');
});

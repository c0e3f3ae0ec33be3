import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyRows, denseSample, numbers, sparseSample } from '../test/samples.ts';
import { transposed } from '../test/transposed.ts';
import { dense } from './dense.ts';
import { fromRows } from './from-rows.ts';
import { gram } from './gram.ts';
import { multiply } from './multiply.ts';
import { rowRange } from './row-range.ts';
import { scaled } from './scaled.ts';
import { toCsr } from './to-csr.ts';
import { toDense } from './to-dense.ts';
import { transposeMultiply } from './transpose-multiply.ts';
import type { FloatArray, ScaledMatrix } from './types.ts';

/** Entry by entry, within rounding of sums of so many terms as large as `size`, subnormal ones too. */
const expectNear = (got: FloatArray, expected: FloatArray, size: number): void => {
  expect(got.length).toBe(expected.length);
  got.forEach((x, i) => {
    expect(Math.abs(x - expected[i])).toBeLessThanOrEqual(1e-13 * size + 1e-300);
  });
};

const largest = (...arrays: FloatArray[]): number =>
  arrays.reduce((most, a) => Math.max(most, ...Array.from(a, Math.abs)), 0);

/** The view's products against those of the matrix written out. */
const expectContract = (Z: ScaledMatrix, seed: number): void => {
  const { rows, cols, matrix, center, scale } = Z;
  const X = toDense(matrix).data;
  const explicit = toDense(Z);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const at = i * cols + j;
      expect(explicit.data[at]).toBe((X[at] - (center?.[j] ?? 0)) / (scale?.[j] ?? 1));
    }
  }
  // The largest number that any sum meets, and how many there are.
  const top =
    largest(X, center ?? X) / (scale?.reduce((m, s) => Math.min(m, Math.abs(s)), 1e300) ?? 1);
  const size = top * (rows + cols);
  const [w, W] = [numbers(cols, seed), dense(cols, 3, numbers(3 * cols, seed + 1))];
  const [r, R] = [numbers(rows, seed + 2), dense(rows, 3, numbers(3 * rows, seed + 3))];
  expectNear(multiply(Z, w), multiply(explicit, w), size);
  expectNear(multiply(Z, W).data, multiply(explicit, W).data, size);
  expectNear(transposeMultiply(Z, r), transposeMultiply(explicit, r), size);
  expectNear(transposeMultiply(Z, R).data, transposeMultiply(explicit, R).data, size);
  for (const d of [null, r]) {
    const G = gram(Z, d).data;
    expectNear(G, gram(explicit, d).data, size * top);
    expect(G).toEqual(transposed(G, cols, cols));
  }
};

const columnsOf = (cols: number, min: number, max: number) =>
  fc.option(fc.array(fc.double({ min, max, noNaN: true }), { minLength: cols, maxLength: cols }));

test('products of the view are those of the matrix written out', () => {
  const views = anyRows().chain((rows) =>
    fc.record({
      rows: fc.constant(rows),
      center: columnsOf(rows[0].length, -1e6, 1e6),
      scale: columnsOf(rows[0].length, 0.5, 100),
      sparse: fc.boolean(),
    }),
  );
  fc.assert(
    fc.property(views, ({ rows, center, scale, sparse }) => {
      const X = fromRows(rows);
      const options = {
        center: center && Float64Array.from(center),
        scale: scale && Float64Array.from(scale),
      };
      expectContract(scaled(sparse ? toCsr(X) : X, options), 3);
    }),
  );
});

test.each([
  ['dense', denseSample(257, 19)],
  ['sparse', sparseSample(257, 19)],
  ['without rows', denseSample(0, 4)],
  ['without columns', sparseSample(4, 0)],
])('%s, centred, scaled, both and neither', (_, X) => {
  const center = numbers(X.cols, 8);
  const scale = numbers(X.cols, 9).map((x) => x + 2);
  for (const options of [{}, { center }, { scale }, { center, scale }]) {
    expectContract(scaled(X, options), 5);
  }
});

test('a sparse matrix stays sparse, and is not copied', () => {
  const X = sparseSample(20, 10);
  const Z = scaled(X, { center: numbers(10) });
  expect(Z.matrix).toBe(X);
});

test('rows of a view', () => {
  const Z = scaled(sparseSample(20, 10), { center: numbers(10), scale: numbers(10, 2) });
  const part = rowRange(Z, 5, 12);
  expect(toDense(part).data).toEqual(toDense(Z).data.subarray(50, 120));
  expectContract(part, 6);
  expect(() => rowRange(Z, 5, 21)).toThrow('rowRange: end must be at most 20, got 21');
});

test('writes to out', () => {
  const Z = scaled(denseSample(5, 3), { center: numbers(3), scale: Float32Array.of(1, 2, 3) });
  const out = new Float64Array(5).fill(9);
  expect(multiply(Z, numbers(3), out)).toBe(out);
  expect(out).toEqual(multiply(Z, numbers(3)));
  const square = dense(3, 3, numbers(9));
  expect(gram(Z, null, square)).toBe(square);
  expect(square).toEqual(gram(Z));
});

test('names what does not fit', () => {
  const X = denseSample(5, 3);
  expect(() => scaled({} as never, {})).toThrow('scaled: X must be a DenseMatrix or CsrMatrix');
  expect(() => scaled(X, null as never)).toThrow('scaled: options must be an object, got null');
  expect(() => scaled(X, { centre: numbers(3) } as never)).toThrow(
    'scaled: unknown option "centre"; the options are center, scale',
  );
  expect(() => scaled(X, { center: [1, 2, 3] as never })).toThrow(
    'scaled: center must be a Float64Array or Float32Array, got an array of length 3',
  );
  expect(() => scaled(X, { center: numbers(2) })).toThrow('scaled: center.length must be 3, got 2');
  expect(() => scaled(X, { center: Float64Array.of(1, Number.NaN, 1) })).toThrow(
    'scaled: center[1] must be a finite number, got NaN',
  );
  expect(() => scaled(X, { scale: Float64Array.of(1, 1, 0) })).toThrow(
    'scaled: scale[2] must be a finite number other than 0, got 0',
  );
  const Z = scaled(X, { center: numbers(3) });
  expect(() => multiply(Z, numbers(2))).toThrow('multiply: B.length must be 3, got 2');
  expect(() => transposeMultiply(Z, numbers(2))).toThrow(
    'transposeMultiply: B.length must be 5, got 2',
  );
  expect(() => gram({ ...Z, rows: 4 })).toThrow('gram: A.rows must be 5, got 4');
  expect(() => gram({ ...Z, center: numbers(2) })).toThrow(
    'gram: A.center.length must be 3, got 2',
  );
});

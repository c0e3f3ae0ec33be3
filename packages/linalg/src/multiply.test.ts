import fc from 'fast-check';
import { afterEach, expect, expectTypeOf, test } from 'vitest';
import { expectClose } from '../test/close.ts';
import { ENGINES } from '../test/engines.ts';
import {
  anyRows,
  denseSample,
  float32Sample,
  numbers,
  SHAPES,
  sparseSample,
} from '../test/samples.ts';
import { dense } from './dense.ts';
import { fromRows } from './from-rows.ts';
import { useEngine } from './kernels/engine.ts';
import { multiply } from './multiply.ts';
import { rowRange } from './row-range.ts';
import { toCsr } from './to-csr.ts';
import { toDense } from './to-dense.ts';
import type { DenseMatrix, Matrix } from './types.ts';

const byDefinition = (A: Matrix, b: Float64Array, width: number): Float64Array => {
  const { rows, cols, data } = toDense(A);
  const c = new Float64Array(rows * width);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < width; j++) {
      for (let k = 0; k < cols; k++) c[i * width + j] += data[i * cols + k] * b[k * width + j];
    }
  }
  return c;
};

const KINDS = { float64: denseSample, float32: float32Sample, csr: sparseSample };

afterEach(() => {
  useEngine('auto');
});

for (const [name, sample, engine] of Object.entries(KINDS).flatMap(([name, sample]) =>
  ENGINES.map((e) => [name, sample, e] as const),
)) {
  test.each(SHAPES)(`${name}, ${engine}, %i by %i, against the definition`, (rows, cols) => {
    useEngine(engine);
    const A = sample(rows, cols);
    const b = numbers(cols, 7);
    expectClose(multiply(A, b), byDefinition(A, b, 1), cols + 1);
    for (const width of [0, 1, 2, 5, 16, 17, 21]) {
      const B = denseSample(cols, width, 9);
      const C = multiply(A, B);
      expect(C).toMatchObject({ kind: 'dense', rows, cols: width });
      expectClose(C.data, byDefinition(A, B.data as Float64Array, width), cols + 1);
    }
  });

  test(`${name}, ${engine}: a row's result does not depend on the rows beside it`, () => {
    useEngine(engine);
    const A = sample(37, 65);
    const b = numbers(65, 7);
    const width = 21;
    const B = denseSample(65, width, 9);
    const whole = multiply(A, b);
    const wide = multiply(A, B);
    for (let i = 0; i < 37; i++) {
      const row = rowRange(A, i, i + 1);
      expect(multiply(row, b)[0]).toBe(whole[i]);
      expect(multiply(row, B).data).toEqual(wide.data.subarray(i * width, (i + 1) * width));
    }
  });
}

test('writes to out and returns it', () => {
  const A = denseSample(3, 2);
  const out = new Float64Array(3).fill(9);
  expect(multiply(A, Float64Array.of(1, 2), out)).toBe(out);
  expect(out).toEqual(multiply(A, Float64Array.of(1, 2)));
  const C = dense(3, 2, new Float64Array(6).fill(9));
  expect(multiply(A, denseSample(2, 2), C)).toBe(C);
  expect(C).toEqual(multiply(A, denseSample(2, 2)));
});

test('has the kind of its right-hand side', () => {
  expectTypeOf(multiply(denseSample(1, 1), Float64Array.of(1))).toEqualTypeOf<Float64Array>();
  expectTypeOf(multiply(denseSample(1, 1), denseSample(1, 1))).toEqualTypeOf<DenseMatrix>();
});

test('NaN and infinities come through', () => {
  const A = fromRows([
    [Number.NaN, 1],
    [Number.POSITIVE_INFINITY, 1],
    [1, 2],
  ]);
  expect(multiply(A, Float64Array.of(0, 1))).toEqual(Float64Array.of(Number.NaN, Number.NaN, 2));
});

test('dense and sparse agree', () => {
  fc.assert(
    fc.property(anyRows(), (rows) => {
      const A = fromRows(rows);
      const b = numbers(A.cols, 3);
      const scale = rows.flat().reduce((s, x) => s + Math.abs(x), 1);
      expectClose(multiply(toCsr(A), b), multiply(A, b), scale);
    }),
  );
});

test('unaligned views of a longer array', () => {
  const all = numbers(100, 4);
  const A = dense(7, 9, all.subarray(3, 66));
  const copy = dense(7, 9, all.slice(3, 66));
  const b = numbers(20, 5).subarray(1, 10);
  expect(multiply(A, b)).toEqual(multiply(copy, b.slice()));
});

test('names what does not fit', () => {
  const A = denseSample(3, 2);
  expect(() => multiply(A, new Float64Array(3))).toThrow('multiply: B.length must be 2, got 3');
  expect(() => multiply(A, denseSample(3, 4))).toThrow('multiply: B.rows must be 2, got 3');
  expect(() => multiply(A, sparseSample(2, 2) as never)).toThrow(
    'multiply: B must be a DenseMatrix',
  );
  expect(() => multiply(A, new Float64Array(2), new Float64Array(2))).toThrow(
    'multiply: out.length must be 3, got 2',
  );
  expect(() => multiply(A, denseSample(2, 4), denseSample(3, 3))).toThrow(
    'multiply: out.cols must be 4, got 3',
  );
  const square = denseSample(2, 2);
  const x = new Float64Array(2);
  expect(() => multiply(square, x, x)).toThrow('multiply: out must be memory apart from B');
  expect(() => multiply(square, square, square)).toThrow('multiply: out must be memory apart from');
});

import { afterEach, expect, test } from 'vitest';
import { expectClose } from '../test/close.ts';
import { ENGINES } from '../test/engines.ts';
import { denseSample, float32Sample, numbers, SHAPES, sparseSample } from '../test/samples.ts';
import { dense } from './dense.ts';
import { fromRows } from './from-rows.ts';
import { useEngine } from './kernels/engine.ts';
import { toDense } from './to-dense.ts';
import { transposeMultiply } from './transpose-multiply.ts';
import type { Matrix } from './types.ts';

const byDefinition = (A: Matrix, b: Float64Array, width: number): Float64Array => {
  const { rows, cols, data } = toDense(A);
  const c = new Float64Array(cols * width);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < cols; k++) {
      for (let j = 0; j < width; j++) c[k * width + j] += data[i * cols + k] * b[i * width + j];
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
    const b = numbers(rows, 7);
    expectClose(transposeMultiply(A, b), byDefinition(A, b, 1), rows + 1);
    for (const width of [0, 1, 2, 5, 16, 17, 21]) {
      const B = denseSample(rows, width, 9);
      const C = transposeMultiply(A, B);
      expect(C).toMatchObject({ kind: 'dense', rows: cols, cols: width });
      expectClose(C.data, byDefinition(A, B.data as Float64Array, width), rows + 1);
    }
  });
}

test('writes over what is in out', () => {
  const A = denseSample(3, 2);
  const b = Float64Array.of(1, 2, 3);
  const out = new Float64Array(2).fill(9);
  expect(transposeMultiply(A, b, out)).toBe(out);
  expect(out).toEqual(transposeMultiply(A, b));
  const C = dense(2, 4, new Float64Array(8).fill(9));
  expect(transposeMultiply(A, denseSample(3, 4), C)).toBe(C);
  expect(C).toEqual(transposeMultiply(A, denseSample(3, 4)));
});

test('NaN comes through a zero weight', () => {
  const A = fromRows([
    [Number.NaN, 1],
    [1, 2],
  ]);
  expect(transposeMultiply(A, Float64Array.of(0, 1))).toEqual(Float64Array.of(Number.NaN, 2));
});

test('names what does not fit', () => {
  const A = denseSample(3, 2);
  expect(() => transposeMultiply(A, new Float64Array(2))).toThrow(
    'transposeMultiply: B.length must be 3, got 2',
  );
  expect(() => transposeMultiply(A, denseSample(2, 4))).toThrow('B.rows must be 3, got 2');
  const square = denseSample(2, 2);
  expect(() => transposeMultiply(square, square, square)).toThrow('out must be memory apart from');
});

import { expect, test } from 'vitest';
import { allocate } from './allocate.ts';

test.each([
  [0, 0],
  [3, 0],
  [3, 5],
  [1000, 300],
])('zeros, %i by %i', (rows, cols) => {
  const A = allocate(rows, cols);
  expect(A.kind).toBe('dense');
  expect(A.data).toBeInstanceOf(Float64Array);
  expect(A.data.length).toBe(rows * cols);
  expect(A.data.every((x) => x === 0)).toBe(true);
});

test('takes float32 storage', () => {
  expect(allocate(2, 3, 'float32').data).toBeInstanceOf(Float32Array);
});

test('names what does not fit', () => {
  expect(() => allocate(Number.NaN, 3)).toThrow('allocate: rows must be a non-negative integer');
  expect(() => allocate(1, 3, 'float16' as never)).toThrow(
    "allocate: storage must be 'float64' or 'float32', got \"float16\"",
  );
});

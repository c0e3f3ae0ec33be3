import { afterEach, expect, test, vi } from 'vitest';
import { numbers } from '../test/samples.ts';
import { allocate } from './allocate.ts';
import { engineOf } from './engine-of.ts';
import { useEngine } from './kernels/engine.ts';
import { multiply } from './multiply.ts';

afterEach(() => {
  useEngine('auto');
  vi.unstubAllGlobals();
});

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

test('a large matrix lies in kernel memory, the first of many at least', () => {
  const many = Array.from({ length: 60 }, () => allocate(512, 1024));
  if (useEngine() !== 'plain') expect(engineOf(many[0].data)).toBeDefined();
  const b = numbers(1024);
  for (const A of many) {
    A.data[A.data.length - 1] = 1;
    expect(multiply(A, b)[511]).toBe(b[1023]);
  }
});

test('memory that grows is given to nobody', () => {
  const A = allocate(2000, 300);
  const engine = engineOf(A.data);
  if (engine === undefined) return;
  expect(() => engine.memory.grow(1)).toThrow(RangeError);
  expect(A.data.length).toBe(600_000);
});

test('where no kernel memory is to be had, ordinary memory does', () => {
  useEngine();
  vi.stubGlobal('WebAssembly', {});
  const A = allocate(2000, 300);
  expect(A.data.length).toBe(600_000);
  expect(engineOf(A.data)).toBeUndefined();
});

test('refuses by name what fits in no array', () => {
  expect(() => allocate(2 ** 40, 2 ** 20)).toThrow(
    'allocate: rows * cols must be a length that fits in memory',
  );
});

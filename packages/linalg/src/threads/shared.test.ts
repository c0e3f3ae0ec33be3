import { afterEach, expect, test, vi } from 'vitest';
import { denseSample, float32Sample, numbers, sparseSample } from '../../test/samples.ts';
import { engineOf } from '../engine-of.ts';
import { useEngine } from '../kernels/engine.ts';
import { rowRange } from '../row-range.ts';
import { rowWalk } from '../row-walk.ts';
import { allocateShared, isSharedMatrix, toShared } from './shared.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each([
  [3, 5],
  [0, 5],
  [1000, 600],
])('zeros in shared memory, %i by %i', (rows, cols) => {
  for (const storage of ['float64', 'float32'] as const) {
    const X = allocateShared(rows, cols, storage);
    expect(X).toMatchObject({ kind: 'dense', rows, cols });
    expect(X.data.length).toBe(rows * cols);
    expect(X.data.every((x) => x === 0)).toBe(true);
    expect(isSharedMatrix(X)).toBe(true);
  }
});

test('a large matrix lies where kernels read it in place', () => {
  if (useEngine() === 'plain') return;
  const X = allocateShared(1000, 600);
  const engine = engineOf(X.data);
  expect(engine).toBeDefined();
  rowWalk(X, 1).forward(new Float64Array(600), null, (logits) => {
    expect(engineOf(logits)).toBe(engine);
    expect(logits.byteOffset).toBeGreaterThanOrEqual(engine!.freeEnd);
    expect(logits.byteOffset).toBeLessThan(X.data.byteOffset);
  });
});

test.each([
  ['dense', denseSample(7, 3)],
  ['large dense', denseSample(1000, 600)],
  ['float32', float32Sample(7, 3)],
  ['a view', rowRange(denseSample(9, 3), 2, 5)],
  ['sparse', sparseSample(40, 30)],
  ['large sparse', sparseSample(1200, 600)],
  ['a sparse view', rowRange(sparseSample(40, 30), 10, 25)],
])('a shared copy of %s holds the same, and is its own copy', (_, m) => {
  const copy = toShared(m as never) as typeof m;
  expect(isSharedMatrix(copy)).toBe(true);
  expect(copy).toMatchObject({ kind: m.kind, rows: m.rows, cols: m.cols });
  if (copy.kind === 'dense' && m.kind === 'dense') expect([...copy.data]).toEqual([...m.data]);
  if (copy.kind === 'csr' && m.kind === 'csr') {
    const end = m.rowStart[m.rows];
    expect([...copy.rowStart]).toEqual([...m.rowStart]);
    expect([...copy.columns]).toEqual([...m.columns.subarray(0, end)]);
    expect([...copy.values]).toEqual([...m.values.subarray(0, end)]);
  }
  expect(toShared(copy as never)).toBe(copy);
});

test('without shared memory it is ordinary, and nothing is copied', () => {
  vi.stubGlobal('SharedArrayBuffer', undefined);
  const m = denseSample(7, 3);
  expect(toShared(m)).toBe(m);
  const X = allocateShared(1000, 600);
  expect(isSharedMatrix(X)).toBe(false);
  expect(X.data.length).toBe(600_000);
});

test('names what does not fit', () => {
  expect(() => allocateShared(-1, 3)).toThrow(
    'allocateShared: rows must be a non-negative integer',
  );
  expect(() => allocateShared(1, 3, 'float16' as never)).toThrow(
    "allocateShared: storage must be 'float64' or 'float32', got \"float16\"",
  );
  expect(() => allocateShared(2 ** 30, 2 ** 30)).toThrow(
    'allocateShared: rows * cols must be a length that fits in memory',
  );
  expect(() => toShared(numbers(3) as never)).toThrow('toShared: m must be a DenseMatrix');
});

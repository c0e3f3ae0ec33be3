import { afterEach, describe, expect, test, vi } from 'vitest';
import { ENGINES } from '../test/engines.ts';
import { numbers } from '../test/samples.ts';
import { allocateCsr } from './allocate-csr.ts';
import { csr } from './csr.ts';
import { csrFromTriplets } from './csr-from-triplets.ts';
import { dense } from './dense.ts';
import { engineOf } from './engine-of.ts';
import { useEngine } from './kernels/engine.ts';
import { multiply } from './multiply.ts';
import { rowRange } from './row-range.ts';
import { rowWalk } from './row-walk.ts';
import { toCsr } from './to-csr.ts';
import { transposeMultiply } from './transpose-multiply.ts';
import type { CsrMatrix } from './types.ts';

afterEach(() => {
  useEngine('auto');
  vi.unstubAllGlobals();
});

test.each([
  [0, 0, 0],
  [3, 0, 0],
  [3, 5, 4],
  [1000, 300, 400_000],
])('a matrix without an entry, %i by %i with room for %i', (rows, cols, entries) => {
  const { kind, values, columns, rowStart, ...shape } = allocateCsr(rows, cols, entries);
  expect(kind).toBe('csr');
  expect(shape).toEqual({ rows, cols });
  expect(values).toBeInstanceOf(Float64Array);
  expect([values.length, columns.length, rowStart.length]).toEqual([entries, entries, rows + 1]);
  for (const array of [values, columns, rowStart]) expect(array.every((x) => x === 0)).toBe(true);
  expect(multiply(allocateCsr(rows, cols, entries), new Float64Array(cols))).toEqual(
    new Float64Array(rows),
  );
});

test('takes float32 storage', () => {
  expect(allocateCsr(2, 3, 4, 'float32').values).toBeInstanceOf(Float32Array);
});

test('names what does not fit', () => {
  expect(() => allocateCsr(-1, 3, 4)).toThrow('allocateCsr: rows must be a non-negative integer');
  expect(() => allocateCsr(1, 2 ** 32, 4)).toThrow('allocateCsr: cols must be at most 4294967295');
  expect(() => allocateCsr(1, 3, 0.5)).toThrow('allocateCsr: entries must be a non-negative');
  expect(() => allocateCsr(1, 3, 2 ** 32)).toThrow('allocateCsr: entries must be at most');
  expect(() => allocateCsr(1, 3, 4, 'float16' as never)).toThrow(
    "allocateCsr: storage must be 'float64' or 'float32', got \"float16\"",
  );
  expect(() => allocateCsr(2 ** 52, 3, 4)).toThrow(
    'allocateCsr: rows + entries must be a length that fits in memory, got 4503599627370500',
  );
});

/** Rows of every length from 0 to 40, and some of thousands of entries. */
const sample = (): CsrMatrix => {
  const cols = 5000;
  const lengths = Array.from({ length: 20_000 }, (_, i) => (i % 997 === 5 ? 4999 : i % 41));
  const rowStart = new Uint32Array(lengths.length + 1);
  for (const [i, length] of lengths.entries()) rowStart[i + 1] = rowStart[i] + length;
  const entries = rowStart[lengths.length];
  const columns = new Uint32Array(entries);
  for (const [i, length] of lengths.entries()) {
    const step = Math.floor(cols / Math.max(1, length));
    for (let k = 0; k < length; k++) columns[rowStart[i] + k] = k * step + ((i + k) % step);
  }
  return csr(lengths.length, cols, numbers(entries), columns, rowStart);
};

const resident = ({ rows, cols, values, columns, rowStart }: CsrMatrix): CsrMatrix => {
  const R = allocateCsr(rows, cols, values.length);
  (R.values as Float64Array).set(values);
  R.columns.set(columns);
  R.rowStart.set(rowStart);
  return csr(rows, cols, R.values, R.columns, R.rowStart);
};

test('a large matrix lies in kernel memory', () => {
  const R = resident(sample());
  if (useEngine() === 'plain') return;
  for (const array of [R.values, R.columns, R.rowStart]) {
    expect(engineOf(array)).toBe(engineOf(R.values));
    expect(engineOf(array)).toBeDefined();
  }
  const triplets = Array.from({ length: 400_000 }, (_, k) => [k >> 2, k & 3, k + 1] as const);
  const T = csrFromTriplets(100_000, 4, triplets);
  expect(engineOf(T.values)).toBeDefined();
  const D = toCsr(
    dense(
      100_000,
      4,
      Float64Array.from({ length: 400_000 }, (_, k) => k + 1),
    ),
  );
  expect(engineOf(D.values)).toBeDefined();
  expect(D).toEqual(T);
});

test('where no kernel memory is to be had, ordinary memory does', () => {
  useEngine();
  vi.stubGlobal('WebAssembly', {});
  const { values } = allocateCsr(10, 10, 600_000);
  expect(values.length).toBe(600_000);
  expect(engineOf(values)).toBeUndefined();
});

describe.each(ENGINES)('%s', (engine) => {
  const S = sample();
  const R = resident(S);

  test.each([1, 2, 5, 9])('the same bits as from ordinary arrays, %i outputs', (outputs) => {
    useEngine('plain');
    const w = numbers(S.cols * outputs, 2);
    const run = (X: CsrMatrix) => {
      const [gradient, sums] = [new Float64Array(w.length), new Float64Array(outputs)];
      const logits: number[] = [];
      const visit = (block: Float64Array): void => {
        for (const o of block) logits.push(o);
        for (let i = 0; i < block.length; i++) block[i] -= 0.5;
      };
      rowWalk(X, outputs).fused(w, numbers(outputs, 3), visit, gradient, sums);
      return { logits: Float64Array.from(logits), gradient, sums };
    };
    const plain = run(S);
    useEngine(engine);
    expect(run(R)).toEqual(plain);
    expect(run(S)).toEqual(plain);
  });

  test('both products, of all rows and of some', () => {
    useEngine(engine);
    for (const [from, to] of [
      [0, S.rows],
      [1, 3],
      [777, 12_345],
      [S.rows - 1, S.rows],
    ]) {
      const [A, B] = [rowRange(S, from, to), rowRange(R, from, to)];
      const [w, r] = [numbers(S.cols, 4), numbers(to - from, 5)];
      expect(multiply(B, w)).toEqual(multiply(A, w));
      expect(transposeMultiply(B, r)).toEqual(transposeMultiply(A, r));
    }
  });
});

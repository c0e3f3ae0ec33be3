import { afterEach, expect, test } from 'vitest';
import { denseSample, numbers } from '../test/samples.ts';
import { allocate } from './allocate.ts';
import { dense } from './dense.ts';
import { engineOf } from './engine-of.ts';
import { gram } from './gram.ts';
import { inKernelMemory } from './in-kernel-memory.ts';
import { useEngine } from './kernels/engine.ts';
import { rowWalk } from './row-walk.ts';
import { toCsr } from './to-csr.ts';
import type { DenseMatrix, Matrix } from './types.ts';

const isThere = (X: Matrix) => X.kind === 'dense' && engineOf(X.data) !== undefined;

/** Of 80 kB. */
const X = denseSample(1000, 10);

afterEach(() => {
  useEngine('auto');
});

const gradientOf = (X: Matrix): Float64Array => {
  const gradient = new Float64Array(2 * X.cols);
  const w = numbers(2 * X.cols, 3);
  const square = (o: Float64Array) => {
    for (let i = 0; i < o.length; i++) o[i] *= o[i]!;
  };
  rowWalk(X, 2).fused(w, null, square, gradient, null);
  return gradient;
};

test('results are the same bits, in a room that is used again', () => {
  for (const rows of [1000, 5000, 900, 20000]) {
    const X = denseSample(rows, 10);
    const before = X.data.slice();
    const [G, gradient] = inKernelMemory(X, (there) => {
      expect(isThere(there)).toBe(true);
      expect(there).not.toBe(X);
      return [gram(there).data, gradientOf(there)];
    });
    expect(G).toEqual(gram(X).data);
    expect(gradient).toEqual(gradientOf(X));
    expect(X.data).toEqual(before);
  }
});

test('within another it has a room of its own, and one is free after an error', () => {
  const Y = denseSample(1000, 10);
  inKernelMemory(X, (there) => {
    const numbers = (there as DenseMatrix).data.slice();
    inKernelMemory(Y, (inner) => {
      expect(isThere(inner)).toBe(true);
      expect((inner as DenseMatrix).data.buffer).not.toBe((there as DenseMatrix).data.buffer);
    });
    expect((there as DenseMatrix).data).toEqual(numbers);
  });
  const broken = () =>
    inKernelMemory(X, () => {
      throw new Error('no');
    });
  expect(broken).toThrow('no');
  expect(inKernelMemory(X, isThere)).toBe(true);
});

test.each([
  ['few numbers', dense(10, 10)],
  ['many', dense(600_000, 1)],
  ['float32', dense(10_000, 10, new Float32Array(100_000))],
  ['sparse', toCsr(X)],
])('%s are handed on as they are', (_, Y) => {
  expect(inKernelMemory(Y, (there) => there)).toBe(Y);
});

test('what lies in kernel memory stays there', () => {
  const Y = allocate(600_000, 1);
  expect(isThere(Y)).toBe(true);
  expect(inKernelMemory(Y, (there) => there)).toBe(Y);
  const part = { ...Y, rows: 10_000, data: Y.data.subarray(0, 10_000) };
  expect(inKernelMemory(part, (there) => there)).toBe(part);
});

test('not without kernels', () => {
  useEngine('plain');
  expect(inKernelMemory(X, (there) => there)).toBe(X);
});

import { afterEach, expect, test } from 'vitest';
import { ENGINES } from '../test/engines.ts';
import { float32Sample, numbers } from '../test/samples.ts';
import { allocate } from './allocate.ts';
import { engineOf } from './engine-of.ts';
import { useEngine } from './kernels/engine.ts';
import { multiply } from './multiply.ts';
import { rowWalk } from './row-walk.ts';
import { transposeMultiply } from './transpose-multiply.ts';
import type { DenseMatrix } from './types.ts';

/** The same bits. A million numbers are too many for a readable difference. */
const expectSame = (got: Float64Array, expected: Float64Array): void => {
  expect(got.length).toBe(expected.length);
  expect(got.findIndex((x, i) => !Object.is(x, expected[i]))).toBe(-1);
};

// A file of its own: the number of matrices with memory of their own is bounded.

afterEach(() => {
  useEngine('auto');
});

test.each(
  ENGINES.flatMap((engine) =>
    [1, 3, 4, 5, 8, 12, 15, 22, 263].map((cols) => [engine, cols] as const),
  ),
)('%s: float32 read in place and staged gives the bits of float64, %i columns', (engine, cols) => {
  useEngine(engine);
  // Rows from 0 to 3 beyond whole quarters.
  const rows = Math.ceil(2 ** 20 / cols) + (cols % 4);
  const staged = { ...float32Sample(rows, cols) };
  const X = allocate(rows, cols, 'float32');
  X.data.set(staged.data);
  if (engine !== 'plain') expect(engineOf(X.data)).toBeDefined();
  expectSame(multiply(X, numbers(cols)), multiply(staged, numbers(cols)));
  const r = numbers(rows, 2);
  expectSame(transposeMultiply(X, r), transposeMultiply(staged, r));
  const pass = (m: DenseMatrix, outputs: number) => {
    const gradient = numbers(outputs * cols, 3);
    const intercepts = numbers(outputs, 4);
    rowWalk(m, outputs).fused(gradient.slice(), intercepts, () => {}, gradient, intercepts);
    return [gradient, intercepts];
  };
  const wide = { ...staged, data: Float64Array.from(staged.data) };
  expectSame(multiply(staged, numbers(cols)), multiply(wide, numbers(cols)));
  expectSame(transposeMultiply(staged, r), transposeMultiply(wide, r));
  expect(pass(X, 1)).toEqual(pass(staged, 1));
  expect(pass(wide, 1)).toEqual(pass(staged, 1));
  for (const outputs of [2, 3]) {
    expect(pass(X, outputs)).toEqual(pass(staged, outputs));
    expect(pass(wide, outputs)).toEqual(pass(staged, outputs));
  }
});

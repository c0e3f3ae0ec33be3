import { expect, expectTypeOf, test } from 'vitest';
import { denseSample, sparseSample } from '../test/samples.ts';
import { rowRange } from './row-range.ts';
import type { CsrMatrix, DenseMatrix } from './types.ts';

test('is a view', () => {
  const A = denseSample(5, 3);
  const view = rowRange(A, 1, 3);
  expect(view).toMatchObject({ kind: 'dense', rows: 2, cols: 3 });
  view.data[0] = 42;
  expect(A.data[3]).toBe(42);
  const S = sparseSample(8, 3);
  expect(rowRange(S, 1, 3).values).toBe(S.values);
  expectTypeOf(rowRange(A, 0, 1)).toEqualTypeOf<DenseMatrix>();
  expectTypeOf(rowRange(S, 0, 1)).toEqualTypeOf<CsrMatrix>();
});

test('of a view is a view of the same rows', () => {
  const S = sparseSample(9, 5);
  expect(rowRange(rowRange(S, 2, 8), 1, 4)).toEqual(rowRange(S, 3, 6));
});

test('may be empty', () => {
  expect(rowRange(denseSample(5, 3), 5, 5).data.length).toBe(0);
  expect(rowRange(sparseSample(5, 3), 0, 0).rows).toBe(0);
});

test('names what does not fit', () => {
  const A = denseSample(5, 3);
  expect(() => rowRange(A, 0, 6)).toThrow('rowRange: end must be at most 5, got 6');
  expect(() => rowRange(A, 3, 2)).toThrow('rowRange: start must be at most end (2), got 3');
  expect(() => rowRange(A, -1, 2)).toThrow(
    'rowRange: start must be a non-negative integer, got -1',
  );
});

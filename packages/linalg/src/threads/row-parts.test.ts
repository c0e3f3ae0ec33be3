import { expect, test } from 'vitest';
import { csr } from '../csr.ts';
import { dense } from '../dense.ts';
import { rowRange } from '../row-range.ts';
import { rowParts } from './row-parts.ts';

test('dense: equal rows', () => {
  expect(rowParts(dense(10, 2), 1)).toEqual([0, 10]);
  expect(rowParts(dense(10, 2), 4)).toEqual([0, 2, 5, 7, 10]);
  expect(rowParts(dense(1, 2), 2)).toEqual([0, 0, 1]);
  expect(rowParts(dense(0, 2), 2)).toEqual([0, 0, 0]);
});

test('sparse: about equal entries, also in a view', () => {
  // One row of 6 entries, then six of one, then two without.
  const starts = [0, 6, 7, 8, 9, 10, 11, 12, 12, 12];
  const columns = [0, 1, 2, 3, 4, 5, 0, 0, 0, 0, 0, 0];
  const A = csr(9, 6, new Float64Array(12), columns, starts);
  expect(rowParts(A, 2)).toEqual([0, 1, 9]);
  expect(rowParts(A, 3)).toEqual([0, 1, 3, 9]);
  expect(rowParts(rowRange(A, 1, 9), 2)).toEqual([0, 3, 8]);
  expect(rowParts(csr(2, 6, new Float64Array(0), [], [0, 0, 0]), 2)).toEqual([0, 0, 2]);
});

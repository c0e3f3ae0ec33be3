import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyRows, denseSample, float32Sample, SHAPES, sparseSample } from '../test/samples.ts';
import { dense } from './dense.ts';
import { fromRows } from './from-rows.ts';
import { rowRange } from './row-range.ts';
import { toCsr } from './to-csr.ts';
import { toDense } from './to-dense.ts';

test('leaves zeros out and keeps NaN', () => {
  const A = toCsr(
    fromRows([
      [0, 7, -0],
      [5, 0, Number.NaN],
    ]),
  );
  expect(A.values).toEqual(Float64Array.of(7, 5, Number.NaN));
  expect(A.columns).toEqual(Uint32Array.of(1, 0, 2));
  expect(A.rowStart).toEqual(Uint32Array.of(0, 1, 3));
});

test('a matrix that is already of the kind comes back as it is', () => {
  const A = denseSample(2, 3);
  const S = sparseSample(2, 3);
  expect(toDense(A)).toBe(A);
  expect(toCsr(S)).toBe(S);
});

test.each(SHAPES)('there and back, %i by %i', (rows, cols) => {
  const S = sparseSample(rows, cols);
  expect(toCsr(toDense(S))).toEqual(S);
  expect(toDense(toCsr(float32Sample(rows, cols)))).toEqual(float32Sample(rows, cols));
});

test('there and back, any matrix', () => {
  fc.assert(
    fc.property(anyRows(), (rows) => {
      const A = fromRows(rows.map((row) => row.map((x) => x + 0)));
      expect(toDense(toCsr(A))).toEqual(A);
    }),
  );
});

test('a view of rows converts like the rows', () => {
  const S = sparseSample(9, 8);
  expect(toDense(rowRange(S, 2, 7))).toEqual(rowRange(toDense(S), 2, 7));
});

test('refuses what is no matrix', () => {
  expect(() => toCsr([[1]] as never)).toThrow(
    'toCsr: m must be a DenseMatrix or CsrMatrix, got an array of length 1',
  );
  expect(() => toDense({ ...dense(2, 2), cols: 3 })).toThrow(
    'toDense: m.data.length must be 6, got 4',
  );
});

import { dense, fromRows, toCsr, toDense } from '@betahat/linalg';
import { loadTable } from '@betahat/testing';
import { expect, test } from 'vitest';
import { MinMax } from './min-max.ts';

const rows = [
  [1, 5, 2],
  [3, 5, 4],
  [2, 5, 4],
];

test('brings columns to [0, 1] and drops constant ones', () => {
  const { fitted, X } = MinMax.fitTransform(fromRows(rows), { names: ['a', 'b', 'c'] });
  expect(fitted.names).toEqual(['a', 'c']);
  expect(fitted.dropped).toEqual(['b']);
  expect(fitted.minima).toEqual([1, 2]);
  expect(fitted.ranges).toEqual([2, 2]);
  expect(Array.from(X.data)).toEqual([0, 0, 1, 1, 0.5, 1]);
  expect(Array.from(fitted.transform(fromRows([[5, 0, 1]])).data)).toEqual([2, -0.5]);
});

test('sparse matrices stay sparse where nothing is shifted', () => {
  const counts = fromRows([
    [0, 3],
    [4, 0],
    [0, 1],
  ]);
  const { fitted, X } = MinMax.fitTransform(toCsr(counts));
  expect(X.kind).toBe('csr');
  expect(toDense(X)).toEqual(fitted.transform(counts));
  expect(() => MinMax.fit(toCsr(fromRows([[1], [2]])))).toThrow(
    'MinMax.fit: the smallest value of column "x0" must be 0 in a sparse matrix, whose zeros a shift would fill, got 1',
  );
});

test('coefficients in original units', () => {
  const fitted = MinMax.fit(fromRows(rows));
  const terms = { coefficients: Float64Array.of(2, -1), intercept: 0.5 };
  const { coefficients, intercept } = fitted.coefficientsInOriginalUnits(terms);
  expect(Array.from(coefficients)).toEqual([1, 0, -0.5]);
  expect(intercept).toBe(0.5);
});

test('a JSON round trip transforms to the same bits', () => {
  const X = fromRows(loadTable('wine').X);
  const fitted = MinMax.fit(X);
  const again = MinMax.fromJSON(JSON.parse(JSON.stringify(fitted)));
  expect(again.transform(X)).toEqual(fitted.transform(X));
  expect(() => MinMax.fromJSON({ ...fitted.toJSON(), format: 'betahat.standardize' })).toThrow(
    'MinMax.fromJSON: json.format must be "betahat.minMax", got "betahat.standardize"',
  );
});

test('bad input is an error that names it', () => {
  expect(() => MinMax.fit(dense(0, 1))).toThrow('MinMax.fit: X.rows must be at least 1, got 0');
  expect(() => MinMax.fit(fromRows([[1], [Number.NaN]]))).toThrow('column "x0", row 1');
  expect(() => MinMax.fit([[1]] as never)).toThrow('X must be a DenseMatrix or CsrMatrix');
  expect(() => MinMax.fit(fromRows([[1], [2]])).transform([[1]] as never)).toThrow(
    'MinMax.transform: X must be',
  );
});

import {
  type CsrMatrix,
  type DenseMatrix,
  dense,
  fromRows,
  sum,
  toCsr,
  toDense,
} from '@betahat/linalg';
import { loadTable, tableNames } from '@betahat/testing';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { CellError } from '../cell-error.ts';
import { Standardize } from './standardize.ts';

const column = (X: DenseMatrix, j: number) =>
  Array.from({ length: X.rows }, (_, i) => X.data[i * X.cols + j]);
const mean = (values: number[]) => sum(Float64Array.from(values)) / values.length;

test('subtracts the mean and divides by the standard deviation', () => {
  const X = fromRows([
    [1, 5, 2],
    [3, 5, 4],
    [8, 5, 0],
  ]);
  const fitted = Standardize.fit(X, { names: ['a', 'b', 'c'] });
  expect(fitted.names).toEqual(['a', 'c']);
  expect(fitted.dropped).toEqual(['b']);
  expect(fitted.means).toEqual([4, 2]);
  expect(fitted.scales).toEqual([Math.sqrt(26 / 3), Math.sqrt(8 / 3)]);
  expect(column(fitted.transform(X), 0)).toEqual([-3, -1, 4].map((d) => d / Math.sqrt(26 / 3)));
  expect(Standardize.fitTransform(X).X).toEqual(fitted.transform(X));
});

test.each(tableNames)('%s: mean 0, deviation 1, constant columns dropped', (name) => {
  const { X: rows, names } = loadTable(name);
  const X = fromRows(rows);
  const { fitted, X: Z } = Standardize.fitTransform(X, { names });
  expect(fitted.dropped).toEqual(name === 'digits' ? ['pixel_0_0', 'pixel_4_0', 'pixel_4_7'] : []);
  for (let j = 0; j < Z.cols; j++) {
    const z = column(Z, j);
    expect(Math.abs(mean(z))).toBeLessThan(1e-14);
    expect(mean(z.map((value) => value * value))).toBeCloseTo(1, 12);
  }
});

test('a large offset costs no digits of the deviation', () => {
  const spread = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const fitted = Standardize.fit(fromRows(spread.map((v) => [v + 2 ** 40])));
  expect(fitted.means[0]).toBe(2 ** 40 + 4);
  expect(fitted.scales[0]).toBe(Math.sqrt(60 / 9));
});

test('huge and tiny values neither overflow nor vanish', () => {
  const fitted = Standardize.fit(
    fromRows([
      [4e307, 3e-320, 1e200],
      [-4e307, 1e-320, 3e200],
    ]),
  );
  expect(fitted.means[2]).toBeCloseTo(2e200, -187);
  expect(fitted.scales[0]).toBe(4e307);
  expect(fitted.scales[1]).toBe(1e-320);
  expect(Array.from(fitted.transform(fromRows([[4e307, 3e-320, 1e200]])).data)).toEqual([1, 1, -1]);
});

describe('sparse matrices', () => {
  const rows = [
    [0, 2, 0, 7],
    [0, 0, 0, 7],
    [5, -4, 0, 7],
    [0, 0, 0, 7],
  ];
  const sparse = toCsr(fromRows(rows));

  test('stay sparse, scaled and not centred', () => {
    const fitted = Standardize.fit(sparse);
    const full = Standardize.fit(fromRows(rows), { center: false });
    expect(fitted.dropped).toEqual(['x2', 'x3']);
    expect(fitted.means).toEqual([0, 0]);
    expect(fitted.toJSON()).toEqual(full.toJSON());
    const Z = fitted.transform(sparse);
    expectTypeOf(Z).toEqualTypeOf<CsrMatrix>();
    expect(Z.kind).toBe('csr');
    expect(Z.values.length).toBe(3);
    expect(toDense(Z)).toEqual(full.transform(fromRows(rows)));
  });

  test('a centred fit refuses them', () => {
    expect(() => Standardize.fit(sparse, { center: true })).toThrow(
      'center must be false for a sparse matrix',
    );
    const centred = Standardize.fit(fromRows(rows));
    expect(() => centred.transform(sparse)).toThrow('column "x0" is shifted by 1.25');
  });

  test('infinities are found in them too', () => {
    const bad = { ...sparse, values: sparse.values.map((v) => (v === 5 ? Number.NaN : v)) };
    expect(() => Standardize.fit(bad)).toThrow(
      'column "x0", row 2 (counted from 0) must be a finite number, got NaN',
    );
    expect(() => Standardize.fit(sparse).transform(bad)).toThrow('column "x0", row 2');
  });
});

test('float32 stays float32, statistics in float64', () => {
  const X = fromRows([Float32Array.of(0.1), Float32Array.of(0.7)]);
  const { fitted, X: Z } = Standardize.fitTransform(X);
  expect(Z.data).toBeInstanceOf(Float32Array);
  expect(fitted.means[0]).toBe((Math.fround(0.1) + Math.fround(0.7)) / 2);
});

test('a row does not depend on the rows beside it', () => {
  const X = fromRows(loadTable('wine').X);
  const { fitted, X: Z } = Standardize.fitTransform(X);
  const alone = fitted.transform(dense(1, X.cols, X.data.slice(5 * X.cols, 6 * X.cols)));
  expect(alone.data).toEqual(Z.data.slice(5 * Z.cols, 6 * Z.cols));
});

describe('coefficients in original units', () => {
  const X = fromRows([
    [1, 5, 2],
    [3, 5, 4],
    [8, 5, 0],
  ]);
  const { fitted, X: Z } = Standardize.fitTransform(X);
  const logit = (row: number, M: DenseMatrix, w: ArrayLike<number>, b: number, k = 0) =>
    column(M, 0).length === 0
      ? b
      : Array.from(
          { length: M.cols },
          (_, j) => M.data[row * M.cols + j] * w[k * M.cols + j],
        ).reduce((a, v) => a + v, b);

  test('binary: the same logits', () => {
    const terms = { coefficients: Float64Array.of(1.5, -2), intercept: 0.25 };
    const original = fitted.coefficientsInOriginalUnits(terms);
    expect(original.coefficients[1]).toBe(0);
    for (const row of [0, 1, 2])
      expect(logit(row, X, original.coefficients, original.intercept)).toBeCloseTo(
        logit(row, Z, terms.coefficients, terms.intercept),
        14,
      );
  });

  test('softmax: the same logits', () => {
    const terms = {
      coefficients: dense(2, 2, Float64Array.of(1.5, -2, 3, 1)),
      intercepts: Float64Array.of(0.25, -0.25),
    };
    const original = fitted.coefficientsInOriginalUnits(terms);
    expect([original.coefficients.rows, original.coefficients.cols]).toEqual([2, 3]);
    for (const row of [0, 1, 2])
      for (const k of [0, 1])
        expect(logit(row, X, original.coefficients.data, original.intercepts[k], k)).toBeCloseTo(
          logit(row, Z, terms.coefficients.data, terms.intercepts[k], k),
          14,
        );
  });

  test('a wrong number is an error', () => {
    expect(() =>
      fitted.coefficientsInOriginalUnits({ coefficients: Float64Array.of(1), intercept: 0 }),
    ).toThrow('the number of coefficients must be 2, got 1');
  });
});

describe('JSON', () => {
  test('a round trip transforms to the same bits', () => {
    for (const name of tableNames) {
      const { X: rows, names } = loadTable(name);
      const { fitted, X: Z } = Standardize.fitTransform(fromRows(rows), { names });
      const again = Standardize.fromJSON(JSON.parse(JSON.stringify(fitted)));
      expect(again.transform(fromRows(rows)).data).toEqual(Z.data);
      expect(again.toJSON()).toEqual(fitted.toJSON());
      expect(again.dropped).toEqual(fitted.dropped);
    }
  });

  test('names are only names', () => {
    const names = ['__proto__', 'constructor'];
    const fitted = Standardize.fit(
      fromRows([
        [1, 2],
        [2, 3],
      ]),
      { names },
    );
    expect(Standardize.fromJSON(JSON.parse(JSON.stringify(fitted))).names).toEqual(names);
  });

  test('anything else is an error that names the part', () => {
    const good = Standardize.fit(
      fromRows([
        [1, 2],
        [2, 3],
      ]),
    ).toJSON();
    const cases: [unknown, string][] = [
      [null, 'Standardize.fromJSON: json must be an object, got null'],
      [{}, 'json.format must be "betahat.standardize", got undefined'],
      [Object.create(good), 'json.format must be'],
      [{ ...good, version: 2 }, 'json.version must be 1, got 2'],
      [{ ...good, names: ['x0', 'y'] }, 'json.names[1] must be one of json.inputs, got "y"'],
      [{ ...good, names: ['x0', 'x0'] }, 'json.names[1] must be different'],
      [{ ...good, inputs: 'x' }, 'json.inputs must be an array, got "x"'],
      [{ ...good, means: [1] }, 'json.means.length must be 2, got 1'],
      [{ ...good, means: [1, null] }, 'json.means[1] must be a finite number, got null'],
      [{ ...good, scales: [1, 0] }, 'json.scales[1] must be positive, got 0'],
    ];
    for (const [json, message] of cases) expect(() => Standardize.fromJSON(json)).toThrow(message);
  });
});

test('a fitted object does not change', () => {
  const fitted = Standardize.fit(
    fromRows([
      [1, 2],
      [2, 3],
    ]),
  );
  expect(Object.isFrozen(fitted)).toBe(true);
  expect(() => (fitted.means as number[]).push(1)).toThrow(TypeError);
});

test('bad input is an error that names it', () => {
  const anything = (value: unknown) => value as never;
  const X = fromRows([
    [1, 2],
    [3, 4],
  ]);
  const cases: [() => unknown, string][] = [
    [
      () => Standardize.fit(anything([[1]])),
      'Standardize.fit: X must be a DenseMatrix or CsrMatrix, got an array of length 1',
    ],
    [() => Standardize.fit(dense(0, 2)), 'X.rows must be at least 1, got 0'],
    [
      () => Standardize.fit(X, { names: ['a'] }),
      'names.length must be 2, the number of columns, got 1',
    ],
    [
      () => Standardize.fit(X, { names: ['a', 'a'] }),
      'names[1] must be different from the other names, got "a"',
    ],
    [() => Standardize.fit(X, anything({ centre: true })), 'unknown option "centre"'],
    [() => Standardize.fit(X, { center: anything(1) }), 'center must be true or false, got 1'],
    [
      () => Standardize.fit(fromRows([[1e308], [-1e308]])),
      'column "x0" must be of a spread that a double can hold, got Infinity',
    ],
    [
      () => Standardize.fit(X).transform(dense(1, 3)),
      'Standardize.transform: X.cols must be 2, as in the fit, got 3',
    ],
    [
      () =>
        Standardize.fit(X).transform(
          fromRows([
            [1, 1],
            [1, Number.POSITIVE_INFINITY],
          ]),
        ),
      'column "x1", row 1 (counted from 0) must be a finite number, got Infinity',
    ],
  ];
  for (const [call, message] of cases) expect(call).toThrow(message);
  try {
    Standardize.fit(fromRows([[1, Number.NaN]]), { names: ['a', 'b'] });
  } catch (error) {
    expect(error).toBeInstanceOf(CellError);
    expect(error).toMatchObject({ column: 'b', row: 0, value: Number.NaN });
  }
});

import { type CsrMatrix, csr, type DenseMatrix, type Matrix, toDense } from '@betahat/linalg';
import { describe, expect, test } from 'vitest';
import { CellError } from '../cell-error.ts';
import { numericColumns } from '../numeric-columns.ts';
import { Standardize } from '../scaling/standardize.ts';
import type { Cell, Table } from '../table.ts';
import { tableFromRecords } from '../table-from-records.ts';
import type { TableEncoderOptions } from './options.ts';
import { TableEncoder } from './table-encoder.ts';

const one = (name: string, column: Cell[]): Table => ({ names: [name], columns: [column] });

const rowsOf = (X: Matrix): number[][] => {
  const { rows, cols, data }: DenseMatrix = X.kind === 'dense' ? X : toDense(X);
  return Array.from({ length: rows }, (_, i) => Array.from(data.slice(i * cols, (i + 1) * cols)));
};

const encode = (column: Cell[], options: TableEncoderOptions = {}) => {
  const { fitted, X } = TableEncoder.fitTransform(one('c', column), options);
  return { names: fitted.names, rows: rowsOf(X), fitted };
};

const penguins: Table = {
  names: ['id', 'island', 'mass', 'male', 'seen', 'ring'],
  columns: [
    ['a1', 'b2', 'c3', 'd4', 'e5', 'f6'],
    ['Biscoe', 'Dream', 'Biscoe', 'Torgersen', '', 'Dream'],
    [4500, 3700, null, 3900, 4100, 4300],
    [true, false, false, null, true, true],
    ['2007-11-11', '2007-11-12', '2007-11-16', '2007-11-11', '2007-11-13', '2007-11-15'],
    [7, 7, 7, 7, 7, 7],
  ],
};

test('a table of every kind of column', () => {
  const { fitted, X, holes } = TableEncoder.fitTransform(penguins, { scale: 'none' });
  expect(fitted.dropped).toEqual([
    { name: 'id', reason: 'identifier' },
    { name: 'ring', reason: 'constant' },
  ]);
  expect(fitted.inputs).toEqual(['island', 'mass', 'male', 'seen']);
  expect(fitted.names).toEqual([
    'island=Biscoe',
    'island=Dream',
    'island=other',
    'island is missing',
    'mass',
    'mass is missing',
    'male',
    'male is missing',
    'seen',
  ]);
  expect(fitted.outputs[1]).toEqual({
    name: 'island=Dream',
    column: 'island',
    part: 'level',
    level: 'Dream',
  });
  expect(fitted.outputs.map(({ part }) => part)).toEqual([
    'level',
    'level',
    'other',
    'missing',
    'value',
    'missing',
    'value',
    'missing',
    'value',
  ]);
  expect(rowsOf(X)).toEqual([
    [1, 0, 0, 0, 4500, 0, 1, 0, 13828],
    [0, 1, 0, 0, 3700, 0, 0, 0, 13829],
    [1, 0, 0, 0, 4100, 1, 0, 0, 13833],
    [0, 0, 1, 0, 3900, 0, 1, 1, 13828],
    [0, 0, 0, 1, 4100, 0, 1, 0, 13830],
    [0, 1, 0, 0, 4300, 0, 1, 0, 13832],
  ]);
  expect([...holes]).toEqual([
    ['island', 1],
    ['mass', 1],
    ['male', 1],
  ]);
});

describe('numbers', () => {
  test('standardized as Standardize does, when there are no holes', () => {
    const table = one('c', [1, 2, 4, 9]);
    const { X } = TableEncoder.fitTransform(table);
    expect(X).toEqual(Standardize.fitTransform(numericColumns(table)).X);
  });

  test('scalings', () => {
    expect(encode([1, 3, 2], { scale: 'minMax' }).rows).toEqual([[0], [1], [0.5]]);
    expect(encode([1, 3, 2], { scale: 'none' }).rows).toEqual([[1], [3], [2]]);
    expect(encode([1, 3], { scale: 'standardize' }).rows).toEqual([[-1], [1]]);
  });

  test.each([
    ['mean', 13 / 4],
    ['median', 2.5],
    ['mostFrequent', 2],
  ] as const)('holes are taken for the %s', (holes, fill) => {
    const { rows, names } = encode([6, null, 2, 2, 3], { scale: 'none', holes });
    expect(names).toEqual(['c', 'c is missing']);
    expect(rows).toEqual([
      [6, 0],
      [fill, 1],
      [2, 0],
      [2, 0],
      [3, 0],
    ]);
  });

  test('the median of an odd number, the smallest of several most frequent', () => {
    expect(encode([9, 1, 5, null], { scale: 'none', holes: 'median' }).rows[3]).toEqual([5, 1]);
    expect(encode([9, 5, 5, 9, 1, null], { scale: 'none', holes: 'mostFrequent' }).rows[5]).toEqual(
      [5, 1],
    );
  });

  test('mean and deviation are those of the cells that are there', () => {
    expect(encode([1, 3, null]).rows).toEqual([
      [-1, 0],
      [1, 0],
      [0, 1],
    ]);
  });

  test('without an indicator', () => {
    expect(encode([1, 3, null], { indicator: false }).names).toEqual(['c']);
  });

  test('a hole that the fit had none of is filled and counted', () => {
    const { fitted } = encode([1, 3]);
    const { X, holes } = fitted.transform(one('c', [null, 3]));
    expect(rowsOf(X)).toEqual([[0], [1]]);
    expect(holes.get('c')).toBe(1);
  });

  test('constant but for holes: the indicator alone', () => {
    const { names, rows } = encode([5, null, 5]);
    expect(names).toEqual(['c is missing']);
    expect(rows).toEqual([[0], [1], [0]]);
  });

  test('text that writes numbers, and codes that only look like it', () => {
    expect(encode(['1', '3'], {}).rows).toEqual([[-1], [1]]);
    expect(encode(['007', '07', '007', '07']).names).toEqual(['c=007', 'c=07']);
    const { names } = encode(['007', '07'], { perColumn: { c: { type: 'numeric' } } });
    expect(names).toEqual([]); // both are 7
  });

  test('numbers as categories', () => {
    const { names, rows } = encode([10, 9, 10, 9], { perColumn: { c: { type: 'categorical' } } });
    expect(names).toEqual(['c=10', 'c=9']);
    expect(rows[0]).toEqual([1, 0]);
  });
});

describe('categories', () => {
  const levels = ['b', 'a', 'b', 'c', 'a', 'b', 'd'];

  test('a column per level, in order, rare ones pooled', () => {
    const { names, rows, fitted } = encode(levels);
    expect(names).toEqual(['c=a', 'c=b', 'c=other']);
    expect(rows).toEqual([
      [0, 1, 0],
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    expect(fitted.columns[0]).toMatchObject({ levels: ['a', 'b'], pooled: ['c', 'd'] });
  });

  test('minCount and maxLevels', () => {
    expect(encode(levels, { minCount: 1 }).names).toEqual(['c=a', 'c=b', 'c=c', 'c=d']);
    expect(encode(levels, { minCount: 3 }).names).toEqual(['c=b', 'c=other']);
    expect(encode(levels, { minCount: 1, maxLevels: 3 }).names).toEqual([
      'c=a',
      'c=b',
      'c=c',
      'c=other',
    ]);
  });

  test('a reference level has no column: the most frequent, or the given one', () => {
    expect(encode(levels, { coding: 'reference' }).names).toEqual(['c=a', 'c=other']);
    const { names, rows } = encode(levels, { perColumn: { c: { reference: 'a' } } });
    expect(names).toEqual(['c=b', 'c=other']);
    expect(rows[1]).toEqual([0, 0]);
    expect(() => encode(levels, { perColumn: { c: { reference: 'd' } } })).toThrow(
      'TableEncoder.fit: the reference of column "c" must be one of its levels a, b, got "d"',
    );
  });

  test('unseen levels count as other, and are counted', () => {
    const { fitted } = encode(levels);
    const { X, unseen } = fitted.transform(one('c', ['e', 'a', 'd', 'e', 'f']));
    expect(rowsOf(X)).toEqual([
      [0, 0, 1],
      [1, 0, 0],
      [0, 0, 1],
      [0, 0, 1],
      [0, 0, 1],
    ]);
    expect([...unseen.get('c')!]).toEqual([
      ['e', 2],
      ['f', 1],
    ]);
  });

  test('where nothing was pooled, an unseen level is in no column', () => {
    const { fitted } = encode(['a', 'b', 'a', 'b']);
    const { X, unseen } = fitted.transform(one('c', ['e', 'a']));
    expect(rowsOf(X)).toEqual([
      [0, 0],
      [1, 0],
    ]);
    expect([...unseen.get('c')!]).toEqual([['e', 1]]);
  });

  test('a hole is a level of its own, or the most frequent level and the indicator', () => {
    const column = ['a', '', 'b', 'a', 'b', 'a', null];
    expect(encode(column).names).toEqual(['c=a', 'c=b', 'c is missing']);
    expect(encode(column).rows[1]).toEqual([0, 0, 1]);
    expect(encode(column, { holes: 'mostFrequent' }).rows[1]).toEqual([1, 0, 1]);
    expect(encode(column, { holes: 'mostFrequent', indicator: false }).rows[6]).toEqual([1, 0]);
  });

  test('identifiers and constants are dropped', () => {
    expect(encode(['a', 'b', 'c']).fitted.dropped).toEqual([{ name: 'c', reason: 'identifier' }]);
    expect(encode(['a', 'a']).fitted.dropped).toEqual([{ name: 'c', reason: 'constant' }]);
    expect(encode(['a', null, 'a']).names).toEqual(['c=a', 'c is missing']);
    expect(encode([null, '']).fitted.dropped).toEqual([{ name: 'c', reason: 'empty' }]);
    const mostlyUnique = Array.from({ length: 400 }, (_, i) => (i < 100 ? 'same' : `id ${i}`));
    expect(encode(mostlyUnique).fitted.dropped).toEqual([{ name: 'c', reason: 'identifier' }]);
  });

  test('levels are only text', () => {
    const { names, fitted } = encode([
      '__proto__',
      'constructor',
      '__proto__',
      'constructor',
      'other',
      'other',
    ]);
    expect(names).toEqual(['c=__proto__', 'c=constructor', 'c=other']);
    expect(
      fitted
        .transform(one('c', ['toString']))
        .unseen.get('c')!
        .get('toString'),
    ).toBe(1);
  });
});

describe('booleans and dates', () => {
  test('booleans are 0 and 1, whatever the scale', () => {
    expect(encode([true, false, true]).rows).toEqual([[1], [0], [1]]);
    expect(encode(['True', 'false', 'TRUE']).rows).toEqual([[1], [0], [1]]);
    expect(encode([1, 0], { perColumn: { c: { type: 'boolean' } } }).rows).toEqual([[1], [0]]);
    expect(encode([true, null, false, false]).rows[1]).toEqual([0, 1]);
  });

  test('dates are days, scaled', () => {
    expect(encode(['1970-01-01', '1970-01-03']).rows).toEqual([[-1], [1]]);
    expect(encode([new Date(0), new Date(86_400_000 / 2)], { scale: 'none' }).rows).toEqual([
      [0],
      [0.5],
    ]);
  });
});

test('names are made distinct', () => {
  const table: Table = {
    names: ['a=b', 'a'],
    columns: [
      [1, 2, 3, 4],
      ['b', 'c', 'b', 'c'],
    ],
  };
  expect(TableEncoder.fit(table).names).toEqual(['a=b', 'a=b (2)', 'a=c']);
});

test('the order of columns, and columns that nobody asked for, do not matter', () => {
  const fitted = TableEncoder.fit(penguins, { columns: ['mass', 'island'] });
  const turned: Table = { names: ['x', 'island', 'mass'], columns: [['?'], ['Dream'], [4000]] };
  const straight: Table = { names: ['mass', 'island'], columns: [[4000], ['Dream']] };
  expect(fitted.transform(turned)).toEqual(fitted.transform(straight));
});

test('a row does not depend on the rows beside it', () => {
  const { fitted, X } = TableEncoder.fitTransform(penguins);
  const alone = fitted.transform({
    names: penguins.names,
    columns: penguins.columns.map((c) => [c[2]]),
  });
  expect(rowsOf(alone.X)[0]).toEqual(rowsOf(X)[2]);
});

test('sparse: the same numbers, not centred', () => {
  const { X } = TableEncoder.fitTransform(penguins, { sparse: true });
  expect(X.kind).toBe('csr');
  const { X: dense, fitted } = TableEncoder.fitTransform(penguins, { sparse: true, scale: 'none' });
  expect(rowsOf(dense)).toEqual(rowsOf(TableEncoder.fitTransform(penguins, { scale: 'none' }).X));
  const again = TableEncoder.fromJSON(JSON.parse(JSON.stringify(fitted)));
  expect(again.transform(penguins).X).toEqual(dense);
  expect(() => TableEncoder.fit(penguins, { sparse: true, scale: 'minMax' })).toThrow(
    'column "mass" begins at 3700, and scale \'minMax\' would fill the zeros of a sparse matrix',
  );
});

test('sparse: entries in order, in rows with and without any, of values, levels and indicators', () => {
  const table: Table = {
    names: ['a', 'b', 'c'],
    columns: [
      ['x', 'y', null, 'x', 'y', 'x'],
      [0, 0, 3, null, 0, 0],
      ['p', 'p', null, 'q', 'r', 'p'],
    ],
  };
  const options: TableEncoderOptions = {
    ...{ sparse: true, scale: 'none', coding: 'reference', minCount: 1 },
  };
  const X = TableEncoder.fitTransform(table, options).X as CsrMatrix;
  expect(csr(X.rows, X.cols, X.values, X.columns, X.rowStart)).toEqual(X);
  expect(X.rowStart.some((at, i) => i > 0 && at === X.rowStart[i - 1])).toBe(true);
  expect(rowsOf(X)).toEqual(
    rowsOf(TableEncoder.fitTransform(table, { ...options, sparse: false }).X),
  );
});

test('coefficients in original units give the same logits', () => {
  const { fitted, X } = TableEncoder.fitTransform(penguins);
  const w = Float64Array.from(fitted.names, (_, j) => Math.sin(j + 1));
  const original = fitted.coefficientsInOriginalUnits({ coefficients: w, intercept: 0.5 });
  const raw = TableEncoder.fitTransform(penguins, { scale: 'none' });
  expect(raw.fitted.names).toEqual(fitted.names);
  const logit = (row: number[], v: Float64Array, b: number) =>
    row.reduce((sum, x, j) => sum + x * v[j], b);
  for (const [i, row] of rowsOf(raw.X).entries())
    expect(logit(row, original.coefficients, original.intercept)).toBeCloseTo(
      logit(rowsOf(X)[i], w, 0.5),
      9,
    );
});

describe('JSON', () => {
  const options: TableEncoderOptions[] = [
    {},
    { scale: 'minMax' },
    { holes: 'median' },
    { coding: 'reference' },
    { holes: 'mostFrequent', minCount: 1 },
  ];

  test.each(options)('a round trip gives the same bits: %o', (given) => {
    const { fitted, X } = TableEncoder.fitTransform(penguins, given);
    const again = TableEncoder.fromJSON(JSON.parse(JSON.stringify(fitted)));
    expect(again.transform(penguins).X).toEqual(X);
    expect(again.toJSON()).toEqual(fitted.toJSON());
    expect(again.outputs).toEqual(fitted.outputs);
  });

  test('anything else is an error that names the part', () => {
    const good = JSON.parse(JSON.stringify(TableEncoder.fit(penguins)));
    const broken = (change: (json: typeof good) => void) => {
      const json = structuredClone(good);
      change(json);
      return json;
    };
    const cases: [unknown, string][] = [
      [null, 'TableEncoder.fromJSON: json must be an object, got null'],
      [{ ...good, version: 9 }, 'json.version must be 1, got 9'],
      [{ ...good, sparse: 0 }, 'json.sparse must be true or false, got 0'],
      [{ ...good, columns: [1] }, 'json.columns[0] must be an object, got 1'],
      [
        broken((json) => json.columns.push(json.columns[0])),
        'the name of json.columns[4] must be different from the other names, got "island"',
      ],
      [
        broken((json) => {
          json.columns[0].type = 'text';
        }),
        "json.columns[0].type must be 'numeric', 'date', 'boolean' or 'categorical', got \"text\"",
      ],
      [
        broken((json) => {
          json.columns[0].levels = [1];
        }),
        'json.columns[0].levels must be an array of strings',
      ],
      [
        broken((json) => {
          json.columns[0].reference = 'x';
        }),
        'json.columns[0].reference must be one of an array of length 2, got "x"',
      ],
      [
        broken((json) => {
          json.columns[0].holes = 'ignore';
        }),
        "json.columns[0].holes must be 'fill' or 'error', got \"ignore\"",
      ],
      [
        broken((json) => {
          json.columns[1].scale = 0;
        }),
        'json.columns[1].scale must be positive, got 0',
      ],
      [
        broken((json) => {
          json.columns[1].fill = '0';
        }),
        'json.columns[1].fill must be a finite number, got "0"',
      ],
      [
        broken((json) => {
          delete json.columns[1].indicator;
        }),
        'json.columns[1].indicator must be true or false, got undefined',
      ],
      [
        broken((json) => {
          json.dropped[0].reason = 'dull';
        }),
        "json.dropped[0].reason must be 'empty', 'constant' or 'identifier', got \"dull\"",
      ],
      [
        broken((json) => {
          json.dropped[0].name = 1;
        }),
        'json.dropped[0].name must be a string, got 1',
      ],
    ];
    for (const [json, message] of cases) expect(() => TableEncoder.fromJSON(json)).toThrow(message);
  });
});

test('a fitted object does not change', () => {
  const fitted = TableEncoder.fit(penguins);
  expect(Object.isFrozen(fitted)).toBe(true);
  expect(Object.isFrozen(fitted.columns[0])).toBe(true);
  expect(() => (fitted.columns[0] as unknown as { levels: string[] }).levels.push('x')).toThrow(
    TypeError,
  );
});

describe('cells that do not fit are errors with their place', () => {
  test.each<[string, Cell[], Cell, TableEncoderOptions]>([
    ['numeric', [1, 2], 'x', {}],
    ['numeric', [1, 2], Number.POSITIVE_INFINITY, {}],
    ['boolean', [true, false], 'maybe', {}],
    ['date', ['2024-01-01', '2024-01-02'], '2024-02-30', {}],
    ['categorical', ['a', 'a', 'b', 'b'], {} as Cell, {}],
    ['numeric', [1, 2], null, { holes: 'error' }],
    ['categorical', ['a', 'a', 'b', 'b'], '', { holes: 'error' }],
  ])('%s', (_, column, cell, options) => {
    const fitted = TableEncoder.fit(one('c', column), options);
    try {
      fitted.transform(one('c', [column[0], cell]));
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(CellError);
      expect(error).toMatchObject({ column: 'c', row: 1, value: cell });
    }
  });

  test('in the fit as well', () => {
    expect(() => TableEncoder.fit(one('c', [1, Number.NEGATIVE_INFINITY]))).toThrow(
      'TableEncoder.fit: column "c", row 1 (counted from 0) must be a finite number, got -Infinity',
    );
    expect(() =>
      TableEncoder.fit(one('c', ['a', 'b']), { perColumn: { c: { type: 'numeric' } } }),
    ).toThrow(CellError);
    expect(() => TableEncoder.fit(one('c', [1, null]), { holes: 'error' })).toThrow(
      'column "c", row 1',
    );
  });
});

test('bad arguments are errors that name them', () => {
  const anything = (value: unknown) => value as never;
  const table = one('c', [1, 2]);
  const cases: [() => unknown, string][] = [
    [
      () => TableEncoder.fit(anything(null)),
      'TableEncoder.fit: table.names must be an array of strings',
    ],
    [() => TableEncoder.fit(one('c', [])), 'the number of rows must be at least 1, got 0'],
    [
      () => TableEncoder.fit(table, { columns: ['d'] }),
      'the name of a column must be one of c, got "d"',
    ],
    [
      () => TableEncoder.fit(table, { columns: anything('c') }),
      'columns must be an array of strings, got "c"',
    ],
    [() => TableEncoder.fit(table, anything({ colums: [] })), 'unknown option "colums"'],
    [
      () => TableEncoder.fit(table, { holes: anything('zero') }),
      "holes must be 'mean' or 'median' or 'mostFrequent' or 'error', got \"zero\"",
    ],
    [
      () => TableEncoder.fit(table, { minCount: 0 }),
      'minCount must be an integer of at least 1, got 0',
    ],
    [
      () => TableEncoder.fit(table, { indicator: anything(1) }),
      'indicator must be true or false, got 1',
    ],
    [
      () => TableEncoder.fit(table, { perColumn: { d: {} } }),
      'a name in perColumn must be one of c, got "d"',
    ],
    [
      () => TableEncoder.fit(table, { perColumn: new Map([['c', { type: anything('text') }]]) }),
      'perColumn["c"].type must be',
    ],
    [
      () => TableEncoder.fit(table, { perColumn: { c: anything({ kind: 'numeric' }) } }),
      'perColumn["c"]: unknown option "kind"',
    ],
    [
      () => TableEncoder.fit(table, { perColumn: { c: anything(7) } }),
      'perColumn["c"] must be an object, got 7',
    ],
    [
      () => TableEncoder.fit(table).transform(one('d', [1])),
      'TableEncoder.transform: the name of a column must be one of d, got "c"',
    ],
    [
      () =>
        TableEncoder.fit(table).coefficientsInOriginalUnits({
          coefficients: Float64Array.of(1, 2),
          intercept: 0,
        }),
      'the number of coefficients must be 1, got 2',
    ],
  ];
  for (const [call, message] of cases) expect(call).toThrow(message);
});

describe('tableFromRecords', () => {
  test('own properties only; what is not there is a hole', () => {
    const record = JSON.parse('{ "__proto__": 3, "a": 1 }');
    expect(tableFromRecords([record, { a: 2, b: 'x' }])).toEqual({
      names: ['__proto__', 'a', 'b'],
      columns: [
        [3, undefined],
        [1, 2],
        [undefined, 'x'],
      ],
    });
    expect(tableFromRecords([{ a: 1 }], ['toString', 'a']).columns).toEqual([[undefined], [1]]);
    expect(() => tableFromRecords([null as never])).toThrow(
      'records[0] must be an object, got null',
    );
    expect(() => tableFromRecords({} as never)).toThrow('records must be an array of objects');
  });

  test('one raw record goes through a fitted encoder', () => {
    const fitted = TableEncoder.fit(penguins);
    const { X } = fitted.transform(
      tableFromRecords([{ island: 'Dream', mass: 4000 }], fitted.inputs),
    );
    expect([X.rows, X.cols]).toEqual([1, fitted.names.length]);
  });
});
